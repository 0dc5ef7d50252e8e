package together.gateway.session;

import java.util.HashSet;
import java.util.Set;

/**
 * The guilds and private channels a client may still show though its user has left them. What is
 * loaded for a client that resumes may be newer than the log: it then has not the guild, so no seat
 * tells of the end when the log gets there. Confined to the event loop.
 */
final class Endings {
  private final Set<Long> told = new HashSet<>();
  private boolean resumed;
  private boolean live;

  /** The client knows things from before this socket. */
  void resumed() {
    resumed = true;
  }

  /** The client has all that it missed. */
  void live() {
    live = true;
  }

  /** The client was told, or shows it no more. */
  void told(long id) {
    told.add(id);
  }

  /** The client shows it: its end will be news again. */
  void begun(long id) {
    told.remove(id);
  }

  /** Whether the client may show what its user has left, and has not been told; then it is told. */
  boolean isNews(long id) {
    return resumed && told.add(id);
  }

  /**
   * The same of a guild that is gone for everybody: who was a member the log does not say, so it is
   * told only to who catches up after a resume.
   */
  boolean isNewsForAll(long id) {
    return !live && isNews(id);
  }
}
