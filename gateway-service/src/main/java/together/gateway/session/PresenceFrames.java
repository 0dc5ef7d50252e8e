package together.gateway.session;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import together.gateway.frame.ClientFrame;
import together.gateway.presence.Choice;
import together.gateway.presence.OwnStatus;
import together.gateway.presence.PresenceWriter;
import together.gateway.presence.Status;

/** What a client says of its user's presence. Runs on event loops, does not block. */
@ApplicationScoped
public class PresenceFrames {
  private final PresenceWriter writer;
  private final Clock clock;

  public PresenceFrames(PresenceWriter writer, Clock clock) {
    this.writer = writer;
    this.clock = clock;
  }

  /**
   * The session begins: its user is there until its end, shown as it has set, or else as its
   * sessions began. Nobody sees it before that is loaded.
   */
  void begin(Session session, ClientFrame.@Nullable PresenceUpdate presence) {
    if (session.isClosed()) {
      return;
    }
    long user = session.userId();
    var choice =
        presence == null ? Choice.DEFAULT : new Choice(status(presence), presence.afk(), 0);
    writer.begin(session, user, choice, System.nanoTime());
    session
        .contacts()
        .whenLoaded(own ->
            writer.know(
                user, OwnStatus.of(own.getSettings(), own.getRevision()), System.nanoTime()));
    session.atEnd(() -> writer.end(session, user, System.nanoTime()));
  }

  /** The user has chosen, on this device, now. */
  void update(Session session, ClientFrame.PresenceUpdate presence) {
    var choice = new Choice(status(presence), presence.afk(), clock.millis());
    writer.set(session, session.userId(), choice, System.nanoTime());
  }

  private static Status status(ClientFrame.PresenceUpdate presence) {
    return Status.chosen(presence.status()).orElseThrow();
  }
}
