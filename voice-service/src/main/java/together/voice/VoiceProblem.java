package together.voice;

import together.platform.problem.ProblemType;

/** Problems of voice-service's own. */
public enum VoiceProblem implements ProblemType {
  /** The channel is unknown, in another server, or not visible to the caller. */
  UNKNOWN_CHANNEL(404, "There is no such channel, or the caller may not see it"),
  /** The channel is visible; the detail names the permission. */
  MISSING_PERMISSION(403, "The caller lacks a permission"),
  /** As many as its user limit are in it; who may move members joins all the same. */
  CHANNEL_FULL(409, "There are as many in the channel as there may be"),
  /** Nobody can join a text channel or a category. */
  NOT_A_VOICE_CHANNEL(422, "The channel is no voice channel");

  private final int status;
  private final String title;

  VoiceProblem(int status, String title) {
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
