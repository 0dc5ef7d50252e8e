package together.gateway.session;

import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;
import together.gateway.frame.BadFrameException;
import together.gateway.frame.ClientFrame;
import together.gateway.frame.CloseCode;

/**
 * What each client op does. Runs on the session's event loop; whatever blocks goes to the session's
 * calls.
 */
@ApplicationScoped
public class FrameHandler {
  private final Doorman doorman;
  private final MessageFrames messages;
  private final VoiceFrames voice;
  private final PresenceFrames presences;
  private final LookFrames looks;
  private final MemberRequests members;

  public FrameHandler(
      Doorman doorman,
      MessageFrames messages,
      VoiceFrames voice,
      PresenceFrames presences,
      LookFrames looks,
      MemberRequests members) {
    this.doorman = doorman;
    this.messages = messages;
    this.voice = voice;
    this.presences = presences;
    this.looks = looks;
    this.members = members;
  }

  void handle(Session session, ClientFrame frame) throws BadFrameException {
    session.pulse().heard();
    switch (frame) {
      case ClientFrame.Heartbeat() -> session.acknowledgeHeartbeat();
      case ClientFrame.Identify identify -> {
        session.identify(identity(session, identify.token()));
        presences.begin(session, identify.presence());
      }
      case ClientFrame.Resume resume -> resume(session, resume);
      case ClientFrame.PresenceUpdate update -> {
        var _ = identified(session);
        presences.update(session, update);
      }
      case ClientFrame.Subscribe subscribe -> {
        var _ = identified(session);
        looks.subscribe(session, subscribe);
      }
      case ClientFrame.RequestMembers request -> {
        var _ = identified(session);
        members.request(session, request);
      }
      case ClientFrame.MessageSend send -> messages.send(session, identified(session), send);
      case ClientFrame.VoiceStateUpdate update ->
          voice.update(session, identified(session), update);
    }
  }

  private Identity identified(Session session) throws BadFrameException {
    var who = session.identity();
    if (who == null) {
      throw new BadFrameException(CloseCode.NOT_IDENTIFIED);
    }
    if (doorman.isRevoked(who)) {
      throw new BadFrameException(CloseCode.SESSION_REVOKED);
    }
    return who;
  }

  private Identity identity(Session session, @Nullable String token) throws BadFrameException {
    if (session.isIdentified()) {
      throw new BadFrameException(CloseCode.ALREADY_IDENTIFIED);
    }
    return doorman.admit(token == null ? session.upgradeToken() : token);
  }

  private void resume(Session session, ClientFrame.Resume resume) throws BadFrameException {
    var who = identity(session, resume.token());
    var cursor = resume.cursor();
    var own = session.cursor();
    if (!cursor.epoch().equals(own.epoch()) || cursor.at().partitions() != own.at().partitions()) {
      session.invalidate();
    } else {
      session.resume(who, cursor.at());
      presences.begin(session, resume.presence());
    }
  }
}
