package together.gateway.session;

/** Nothing failed, but it was not a session's turn in time. */
final class BusyException extends Exception {
  private static final long serialVersionUID = 1L;
}
