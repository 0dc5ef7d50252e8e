package together.guild;

import together.platform.problem.ProblemType;

/** What guild-service refuses, beside the common problems. */
public enum GuildProblem implements ProblemType {
  SERVER_NOT_FOUND(404, "There is no such server, or the caller is not in it"),
  CHANNEL_NOT_FOUND(404, "There is no such channel, or the caller may not view it"),
  ROLE_NOT_FOUND(404, "There is no such role, or the caller is not in its server"),
  MEMBER_NOT_FOUND(404, "There is no such member"),
  USER_NOT_FOUND(404, "There is no such user"),
  BAN_NOT_FOUND(404, "The user is not banned from this server"),
  INVITE_NOT_FOUND(404, "There is no such invite, or it has expired or is used up"),
  /** The recipient's setting, or a block of either; which of them is not told. */
  RECIPIENT_REFUSES(403, "The user takes no direct messages from the caller"),
  MISSING_PERMISSION(403, "The caller lacks a permission"),
  OWNER_ONLY(403, "Only the server's owner may do this"),
  OUTRANKED(403, "The caller's highest role is not above the one concerned"),
  BANNED(403, "The caller is banned from the server"),
  OWNER_CANNOT_LEAVE(409, "The owner cannot leave the server"),
  PERMANENT_ROLE(409, "The @everyone role cannot be deleted or given"),
  PERMANENT_DM(409, "A dm of two cannot be left, renamed or joined"),
  EMOJI_NOT_FOUND(404, "There is no such emoji"),
  IMAGE_NOT_FOUND(404, "There is no such image"),
  LIMIT_REACHED(409, "There are as many as there may be");

  private final int status;
  private final String title;

  GuildProblem(int status, String title) {
    this.status = status;
    this.title = title;
  }

  @Override
  public int status() {
    return status;
  }

  @Override
  public String title() {
    return title;
  }
}
