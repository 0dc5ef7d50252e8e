package together.platform.kafka;

import org.jspecify.annotations.Nullable;

/** A record that no retry will make readable; it goes to the dead-letter topic. */
public final class UnreadableEventException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UnreadableEventException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
