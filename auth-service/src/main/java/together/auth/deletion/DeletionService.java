package together.auth.deletion;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import together.auth.account.User;
import together.auth.device.Device;
import together.auth.reauth.Proof;
import together.auth.reauth.Reauthentication;
import together.auth.session.LoginView;
import together.auth.session.ReturnLogin;
import together.auth.session.SessionService;

/** Marks accounts for deletion, and takes that back while there is time. */
@ApplicationScoped
public class DeletionService {
  private final DeletionRepository deletions;
  private final DeletionNews news;
  private final Reauthentication reauthentication;
  private final SessionService sessions;
  private final ReturnLogin login;

  DeletionService(
      DeletionRepository deletions,
      DeletionNews news,
      Reauthentication reauthentication,
      SessionService sessions,
      ReturnLogin login) {
    this.deletions = deletions;
    this.news = news;
    this.reauthentication = reauthentication;
    this.sessions = sessions;
    this.login = login;
  }

  /**
   * All sessions end, this one too. Asked twice at once it is one deletion, the first one's. Throws
   * as {@link Reauthentication#require}.
   */
  public DeletionView request(long userId, long sessionId, Device device, DeletionRequest request) {
    var proof = new Proof(request.password(), request.code());
    var checked = reauthentication.require(userId, sessionId, device, proof);
    boolean messages = Boolean.TRUE.equals(request.messages());
    return QuarkusTransaction.requiringNew().call(() -> mark(checked, device, messages));
  }

  private DeletionView mark(User checked, Device device, boolean messages) throws SQLException {
    var user = reauthentication.lock(checked);
    var already = user.deletionAt();
    if (already != null) {
      return new DeletionView(already, deletions.erasesMessages(user.id()));
    }
    var at = deletions.insert(user.id(), messages);
    user.deletionAt(at);
    sessions.revokeOthers(user.id(), null);
    news.requested(user, device, at);
    return new DeletionView(at, messages);
  }

  /** Throws {@code INVALID_RESTORE_TICKET}. */
  public LoginView restore(String ticket, Device device) {
    return login.enter(ticket, device, user -> comeBack(user, device));
  }

  /** Under the lock of the row: who erases accounts looks at it under the same one. */
  private void comeBack(User user, Device device) throws SQLException {
    // Restored by another login already: then this one is as good as any.
    if (user.deletionAt() != null) {
      user.deletionAt(null);
      deletions.delete(user.id());
      news.cancelled(user, device);
    }
  }
}
