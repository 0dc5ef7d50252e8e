package together.message;

import together.platform.problem.CommonProblem;
import together.platform.problem.ProblemException;
import together.platform.problem.ProblemMappers;
import together.platform.problem.ProblemType;

/** Problems of messages, beside the common ones. */
public enum MessageProblem implements ProblemType {
  MISSING_PERMISSION(403, "A permission is missing in this channel"),
  QUOTA_EXCEEDED(403, "The caller's files take all they may"),
  NOT_THE_AUTHOR(403, "Only its author may edit a message"),
  SYSTEM_MESSAGE(403, "What the service itself has said cannot be edited"),
  UNKNOWN_CHANNEL(404, "There is no such channel, or the caller may not view it"),
  UNKNOWN_SERVER(404, "There is no such server, or the caller is no member of it"),
  UNKNOWN_MESSAGE(404, "There is no such message in this channel"),
  UNKNOWN_REACTION(404, "Nobody of that id has set this emoji there"),
  TOO_MANY_REACTIONS(409, "The message has as many different emojis as one may have"),
  TOO_MANY_PINS(409, "The channel has as many pinned messages as one may have"),
  UNKNOWN_ATTACHMENT(404, "There is no such file, or the caller may not read it"),
  TOO_MANY_SETTINGS(409, "The caller has as many notification settings as one may have"),
  RANGE_NOT_SATISFIABLE(416, "The range begins behind the end of the file"),
  NOT_TEXT_CHANNEL(422, "This kind of channel takes no messages"),
  UNKNOWN_REFERENCE(422, "The message replied to is not in this channel"),
  SLOW_MODE(429, "This channel is in slow mode; wait before the next message"),
  SEARCH_BUSY(503, "Too many searches are under way; try again"),
  SEARCH_TIMED_OUT(503, "The search took too long; try again, or look for something narrower"),
  SEARCH_CATCHING_UP(503, "Many messages are not indexed yet; try again in a while"),
  CHANNEL_BUSY(503, "Too many posts wait for this channel; try again"),
  POST_TIMED_OUT(
      503, "The post was not stored in time; repeat it with the same nonce to learn its fate");

  private final int status;
  private final String title;

  MessageProblem(int status, String title) {
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

  public ProblemException because(String detail) {
    return new ProblemException(this, detail);
  }

  public ProblemException problem() {
    return because(title);
  }

  /** 503: something this service needs does not answer. */
  public static ProblemException unavailable() {
    var type = CommonProblem.DEPENDENCY_UNAVAILABLE;
    return new ProblemException(type, type.title());
  }

  /** Whether a failure says nothing about the request: the same one may succeed in a moment. */
  public static boolean isPassing(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (ProblemMappers.isDependencyDown(cause)) {
        return true;
      }
    }
    return false;
  }

  /** What the caller is told of a failure; nothing of its inside. */
  public static ProblemException of(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ProblemException problem) {
        return problem;
      }
    }
    if (isPassing(failure)) {
      return unavailable();
    }
    return new ProblemException(CommonProblem.INTERNAL_ERROR, CommonProblem.INTERNAL_ERROR.title());
  }
}
