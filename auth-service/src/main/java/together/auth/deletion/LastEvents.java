package together.auth.deletion;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Clock;
import together.auth.account.RetiredNames;
import together.auth.account.User;
import together.auth.account.UserEvents;
import together.auth.session.SessionService;
import together.platform.outbox.Outbox;

/** What an account's end is to others. All methods within the caller's transaction. */
@ApplicationScoped
class LastEvents {
  private final SessionService sessions;
  private final RetiredNames names;
  private final Outbox outbox;
  private final Clock clock;

  LastEvents(SessionService sessions, RetiredNames names, Outbox outbox, Clock clock) {
    this.sessions = sessions;
    this.names = names;
    this.outbox = outbox;
    this.clock = clock;
  }

  /** Whether its time is over, however it was found. */
  boolean isDue(User user) {
    var at = user.deletionAt();
    return at != null && !at.isAfter(clock.instant());
  }

  void closed(User user) {
    user.close(clock.instant());
    sessions.revokeOthers(user.id(), null);
  }

  /** Its new name first, for whoever shows it; then its last event. */
  void erased(User user, boolean messages) throws SQLException {
    names.retire(user);
    user.erase();
    user.raiseRevision();
    outbox.append(UserEvents.updated(user));
    user.raiseRevision();
    outbox.append(UserEvents.erased(user, messages));
  }
}
