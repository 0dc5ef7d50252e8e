package together.gateway.frame;

/** A client's frame that ends its socket. */
public final class BadFrameException extends Exception {
  private static final long serialVersionUID = 1L;

  private final CloseCode code;

  public BadFrameException(CloseCode code) {
    super(code.reason(), null, false, false);
    this.code = code;
  }

  public CloseCode code() {
    return code;
  }
}
