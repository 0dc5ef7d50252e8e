package together.guild.channel;

import together.permission.Overwrite;

/**
 * An override of a channel.
 *
 * @param id the role or the user
 * @param type 0 role, 1 member
 */
public record OverwriteView(long id, int type, long allow, long deny) {
  static OverwriteView of(Overwrite overwrite) {
    return new OverwriteView(
        overwrite.targetId(), overwrite.target().number(), overwrite.allow(), overwrite.deny());
  }
}
