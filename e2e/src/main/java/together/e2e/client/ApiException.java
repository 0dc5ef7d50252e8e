package together.e2e.client;

/** The platform answered with a problem. */
public final class ApiException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int status;
  private final String code;

  public ApiException(int status, String code, String detail) {
    super("%d %s: %s".formatted(status, code, detail));
    this.status = status;
    this.code = code;
  }

  public int status() {
    return status;
  }

  /** The stable code of docs/protocol.md, as {@code NOT_FOUND}. */
  public String code() {
    return code;
  }

  /** A later repeat may succeed: something behind the route was down, or the caller too fast. */
  public boolean passing() {
    return status == 503 || status == 502 || status == 504 || status == 429;
  }
}
