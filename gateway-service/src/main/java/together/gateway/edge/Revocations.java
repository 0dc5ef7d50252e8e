package together.gateway.edge;

/** Sessions that ended before their access tokens did. Thread-safe, never blocks. */
@FunctionalInterface
public interface Revocations {
  /** Whether tokens of this session are to be refused. */
  boolean isRevoked(long userId, long sessionId);
}
