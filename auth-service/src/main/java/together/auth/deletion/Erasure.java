package together.auth.deletion;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import org.jboss.logging.Logger;
import together.auth.account.UserRepository;
import together.auth.relationship.RelationshipService;

/**
 * The end of an account, in this order: nobody gets in any more; servers are handed on and left;
 * relationships end; all that is personal goes, and everybody is told. Each step can be repeated,
 * and none is begun before the one before is done.
 */
@ApplicationScoped
class Erasure {
  private static final Logger log = Logger.getLogger(Erasure.class);

  private final DeletionRepository deletions;
  private final UserRepository users;
  private final Departing departing;
  private final RelationshipService relationships;
  private final Remains remains;
  private final LastEvents events;

  Erasure(
      DeletionRepository deletions,
      UserRepository users,
      Departing departing,
      RelationshipService relationships,
      Remains remains,
      LastEvents events) {
    this.deletions = deletions;
    this.users = users;
    this.departing = departing;
    this.relationships = relationships;
    this.remains = remains;
    this.events = events;
  }

  /** Throws when another service does not answer; not inside a transaction. */
  void erase(Deletion deletion) {
    long userId = deletion.userId();
    if (!QuarkusTransaction.requiringNew().call(() -> close(userId))) {
      return;
    }
    boolean erased = false;
    while (!erased) {
      goOn(userId, () -> !departing.leave(userId));
      goOn(userId, () -> relationships.sever(userId));
      erased = QuarkusTransaction.requiringNew().call(() -> erase(userId, deletion.messages()));
    }
    log.infof("user %d is erased", userId);
  }

  /** A bounded part of the work; true when there may be more of it. */
  @FunctionalInterface
  private interface Part {
    boolean more();
  }

  private void goOn(long userId, Part part) {
    while (part.more()) {
      QuarkusTransaction.requiringNew()
          .call(() -> {
            deletions.renew(userId);
            return userId;
          });
    }
  }

  /**
   * From here on there is no way back. False when the owner came back before, though they may have
   * gone again since.
   */
  private boolean close(long userId) throws SQLException {
    var user = users.lock(userId).orElseThrow();
    if (deletions.find(userId).isEmpty()) {
      return false;
    }
    if (!user.isClosed()) {
      if (!events.isDue(user)) {
        return false;
      }
      events.closed(user);
      remains.takeKeys(userId);
    }
    return true;
  }

  /** False when somebody stands to the user somehow again. */
  private boolean erase(long userId, boolean messages) throws SQLException {
    var user = users.lock(userId).orElseThrow();
    if (deletions.find(userId).isEmpty()) {
      // Another process was faster.
      return true;
    }
    if (relationships.hasAny(userId)) {
      return false;
    }
    remains.takeAll(userId);
    events.erased(user, messages);
    deletions.delete(userId);
    return true;
  }
}
