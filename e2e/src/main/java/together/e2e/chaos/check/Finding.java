package together.e2e.chaos.check;

/** A broken promise, with what shows it. */
public record Finding(Kind kind, String text) {
  public enum Kind {
    /** An event that had to reach a client did not, or an acknowledged message is not stored. */
    LOST,
    /** An event reached a client twice, or a message is stored twice. */
    DOUBLED,
    /** An event reached a client that might not see its channel. */
    LEAKED,
    /** An event came before one that precedes it, or after a cursor that contains it. */
    MISORDERED,
    /** An answer that the protocol does not have, or none within the deadline. */
    MISANSWERED
  }
}
