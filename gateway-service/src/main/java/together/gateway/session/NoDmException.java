package together.gateway.session;

import io.grpc.StatusRuntimeException;
import together.proto.Problem;

/** There is no dm to post to, and none can be made: guild-service says why. */
final class NoDmException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  private NoDmException(Problem problem) {
    super(problem.getDetail(), null, false, false);
    this.problem = problem;
  }

  /** Of what guild-service refused; else the exception itself: it may answer the next time. */
  static RuntimeException of(StatusRuntimeException e) {
    return switch (e.getStatus().getCode()) {
      case NOT_FOUND -> refused(404, "USER_NOT_FOUND", "There is no such user", e);
      case RESOURCE_EXHAUSTED ->
          refused(409, "LIMIT_REACHED", "There are as many as there may be", e);
      case PERMISSION_DENIED ->
          refused(403, "RECIPIENT_REFUSES", "The user takes no direct messages from the caller", e);
      default -> e;
    };
  }

  private static NoDmException refused(
      int status, String code, String title, StatusRuntimeException e) {
    return new NoDmException(
        Problem.newBuilder()
            .setStatus(status)
            .setCode(code)
            .setTitle(title)
            .setDetail(String.valueOf(e.getStatus().getDescription()))
            .build());
  }

  Problem problem() {
    return problem;
  }
}
