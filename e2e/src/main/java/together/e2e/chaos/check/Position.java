package together.e2e.chaos.check;

/**
 * Place of an event in a log.
 *
 * @param partition as {@code m3}
 */
public record Position(String partition, long offset) {

  /** Of an event's {@code id}, as {@code m3-10234}. */
  public static Position of(String id) {
    var dash = id.indexOf('-');
    if (dash < 2) {
      throw new IllegalArgumentException("not a position: " + id);
    }
    return new Position(id.substring(0, dash), Long.parseLong(id, dash + 1, id.length(), 10));
  }
}
