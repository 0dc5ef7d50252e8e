package together.guild.audit;

/** What the audit log tells of, by Discord's numbers. */
public enum AuditAction {
  GUILD_UPDATE(1),
  CHANNEL_CREATE(10),
  CHANNEL_UPDATE(11),
  CHANNEL_DELETE(12),
  CHANNEL_OVERWRITE_CREATE(13),
  CHANNEL_OVERWRITE_UPDATE(14),
  CHANNEL_OVERWRITE_DELETE(15),
  MEMBER_KICK(20),
  MEMBER_BAN_ADD(22),
  MEMBER_BAN_REMOVE(23),
  MEMBER_UPDATE(24),
  MEMBER_ROLE_UPDATE(25),
  ROLE_CREATE(30),
  ROLE_UPDATE(31),
  ROLE_DELETE(32),
  INVITE_CREATE(40),
  INVITE_DELETE(42),
  EMOJI_CREATE(60),
  EMOJI_UPDATE(61),
  EMOJI_DELETE(62);

  private final int number;

  AuditAction(int number) {
    this.number = number;
  }

  public int number() {
    return number;
  }
}
