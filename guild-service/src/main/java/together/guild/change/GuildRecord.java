package together.guild.change;

import java.util.LinkedHashMap;
import together.platform.kafka.EventHeaders;
import together.platform.outbox.OutboxRecord;
import together.proto.GuildEvent;

/** A guild's event as a record of its topic, with the headers by which consumers skip. */
final class GuildRecord {
  private static final String TOPIC = "together.guild.v1";

  private GuildRecord() {}

  static OutboxRecord of(GuildEvent event) {
    var headers = new LinkedHashMap<String, String>();
    headers.put(EventHeaders.GUILD_ID, Long.toString(event.getGuildId()));
    headers.put(EventHeaders.REVISION, Long.toString(event.getSeq()));
    headers.put(EventHeaders.SEQ, Long.toString(event.getSeq()));
    long channelId = channelId(event);
    if (channelId != 0) {
      headers.put(EventHeaders.CHANNEL_ID, Long.toString(channelId));
    }
    long userId = userId(event);
    if (userId != 0) {
      headers.put(EventHeaders.USER_ID, Long.toString(userId));
    }
    var type =
        GuildEvent.getDescriptor().findFieldByNumber(event.getEventCase().getNumber()).getName();
    return new OutboxRecord(TOPIC, event.getGuildId(), event.getGuildId(), type, headers, event);
  }

  private static long channelId(GuildEvent event) {
    return switch (event.getEventCase()) {
      case CHANNEL_CREATE -> event.getChannelCreate().getId();
      case CHANNEL_UPDATE -> event.getChannelUpdate().getId();
      case CHANNEL_DELETE -> event.getChannelDelete().getId();
      case INVITE_CREATE -> event.getInviteCreate().getChannelId();
      case INVITE_DELETE -> event.getInviteDelete().getChannelId();
      case GUILD_CREATE,
          GUILD_UPDATE,
          GUILD_DELETE,
          GUILD_MEMBER_ADD,
          GUILD_MEMBER_UPDATE,
          GUILD_MEMBER_REMOVE,
          GUILD_ROLE_CREATE,
          GUILD_ROLE_UPDATE,
          GUILD_ROLE_DELETE,
          GUILD_BAN_ADD,
          GUILD_BAN_REMOVE,
          GUILD_EMOJIS_UPDATE,
          MEMBER_PROFILE,
          EVENT_NOT_SET ->
          0;
      case PRIVATE_CHANNEL -> event.getPrivateChannel().getChannel().getId();
    };
  }

  /** Whom the event is about, when it is a member. */
  private static long userId(GuildEvent event) {
    return switch (event.getEventCase()) {
      case GUILD_CREATE -> event.getGuildCreate().getOwnerId();
      case GUILD_MEMBER_ADD -> event.getGuildMemberAdd().getMember().getUser().getId();
      case GUILD_MEMBER_UPDATE -> event.getGuildMemberUpdate().getMember().getUser().getId();
      case GUILD_MEMBER_REMOVE -> event.getGuildMemberRemove().getUser().getId();
      case GUILD_BAN_ADD -> event.getGuildBanAdd().getUser().getId();
      case GUILD_BAN_REMOVE -> event.getGuildBanRemove().getUser().getId();
      case GUILD_UPDATE,
          GUILD_DELETE,
          GUILD_EMOJIS_UPDATE,
          PRIVATE_CHANNEL,
          MEMBER_PROFILE,
          GUILD_ROLE_CREATE,
          GUILD_ROLE_UPDATE,
          GUILD_ROLE_DELETE,
          CHANNEL_CREATE,
          CHANNEL_UPDATE,
          CHANNEL_DELETE,
          INVITE_CREATE,
          INVITE_DELETE,
          EVENT_NOT_SET ->
          0;
    };
  }
}
