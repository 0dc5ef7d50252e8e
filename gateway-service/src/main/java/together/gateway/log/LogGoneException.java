package together.gateway.log;

/** A part of a log is below what Kafka keeps, past its end, or cannot be judged any more. */
public final class LogGoneException extends Exception {
  private static final long serialVersionUID = 1L;

  LogGoneException(String message) {
    super(message);
  }
}
