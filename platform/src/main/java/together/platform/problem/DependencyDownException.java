package together.platform.problem;

/** Something a service needs does not answer: the same request may succeed in a moment (503). */
public abstract class DependencyDownException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  protected DependencyDownException(String what, Throwable cause) {
    super(what, cause);
  }
}
