package together.platform.problem;

/** A kind of problem a client can be told of (RFC 9457); implemented by one enum per service. */
public interface ProblemType {
  /** Stable code, UPPER_SNAKE; also the last part of the problem's {@code type}. */
  String name();

  /** HTTP status. */
  int status();

  /** What it means, for people. */
  String title();
}
