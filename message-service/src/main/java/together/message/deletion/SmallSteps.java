package together.message.deletion;

/** Work that is done bit by bit beside the posts, and that no end of the process may lose. */
public interface SmallSteps {
  /** A small part of what is due, in one transaction of some milliseconds; false: nothing is. */
  boolean step();
}
