package together.auth.export;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import together.auth.AuthProblem;
import together.auth.account.User;
import together.auth.device.Device;
import together.auth.event.SecurityEventType;
import together.auth.event.SecurityEvents;
import together.auth.reauth.Reauthentication;
import together.platform.id.Ids;
import together.platform.problem.ProblemException;

/** Takes orders for exports, one of a user at a time. */
@ApplicationScoped
public class ExportService {
  private final Reauthentication reauthentication;
  private final ExportRepository exports;
  private final SecurityEvents events;
  private final ExportSettings settings;
  private final Ids ids;
  private final Clock clock;

  ExportService(
      Reauthentication reauthentication,
      ExportRepository exports,
      SecurityEvents events,
      ExportSettings settings,
      Ids ids,
      Clock clock) {
    this.reauthentication = reauthentication;
    this.exports = exports;
    this.events = events;
    this.settings = settings;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * The one that is being built, or a new one. Throws {@code EXPORT_TOO_SOON}, or as {@link
   * Reauthentication#lock}.
   */
  public ExportView order(User checked, long sessionId, Device device) {
    return QuarkusTransaction.requiringNew()
        .call(() -> ExportView.of(order(checked, sessionId, device, ids.next())));
  }

  private Export order(User checked, long sessionId, Device device, long id) throws SQLException {
    // Two orders at once: the second one finds the first.
    long userId = reauthentication.lock(checked).id();
    var last = exports.find(userId);
    if (last.isPresent() && last.get().state() == ExportState.BUILDING) {
      return last.get();
    }
    if (last.isPresent() && last.get().state() != ExportState.FAILED) {
      var next = last.get().requestedAt().plus(settings.interval());
      var wait = Duration.between(clock.instant(), next);
      if (wait.isPositive()) {
        throw ProblemException.later(
            AuthProblem.EXPORT_TOO_SOON,
            "there was one at " + last.get().requestedAt(),
            (int) Math.min(Integer.MAX_VALUE, wait.toSeconds() + 1));
      }
    }
    events.add(SecurityEventType.EXPORT_REQUEST, userId, sessionId, device);
    return exports.replace(userId, id);
  }

  public ExportView state(long userId) throws SQLException {
    return exports.find(userId).map(ExportView::of).orElse(ExportView.NONE);
  }

  /** One that can be downloaded. Throws {@code EXPORT_NOT_FOUND}. */
  Export ready(long userId) throws SQLException {
    return exports
        .find(userId)
        .filter(export -> export.state() == ExportState.READY)
        .filter(export -> {
          var end = export.expiresAt();
          return end != null && end.isAfter(clock.instant());
        })
        .orElseThrow(() ->
            new ProblemException(
                AuthProblem.EXPORT_NOT_FOUND, "nothing is ready to be downloaded"));
  }
}
