package together.gateway.session;

import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;
import together.gateway.access.VoiceClient;
import together.gateway.edge.Revocations;
import together.gateway.frame.ClientFrame;
import together.gateway.frame.CloseCode;
import together.gateway.frame.ServerFrames;
import together.gateway.presence.Node;
import together.platform.problem.CommonProblem;
import together.proto.Problem;
import together.proto.UpdateVoiceStateRequest;

/** What a client says of its voice state, passed on to voice-service. */
@ApplicationScoped
public class VoiceFrames {
  private static final Logger log = Logger.getLogger(VoiceFrames.class);

  private final VoiceClient voice;
  private final Node node;
  private final Revocations revocations;

  public VoiceFrames(VoiceClient voice, Node node, Revocations revocations) {
    this.voice = voice;
    this.node = node;
    this.revocations = revocations;
  }

  void update(Session session, Identity who, ClientFrame.VoiceStateUpdate update) {
    long user = who.userId();
    session.calls().atEnd(() -> voice.endSession(user, session.id()));
    var request =
        UpdateVoiceStateRequest.newBuilder()
            .setUserId(user)
            .setSessionId(session.id())
            .setIncarnation(node.incarnation())
            .setGuildId(update.guildId())
            .setSelfMute(update.selfMute())
            .setSelfDeaf(update.selfDeaf());
    update.channelId().ifPresent(request::setChannelId);
    boolean queued = session.calls().submit(() -> tell(session, who, request.build()));
    if (!queued) {
      session.close(CloseCode.RATE_LIMITED);
    }
  }

  private void tell(Session session, Identity who, UpdateVoiceStateRequest request) {
    if (revocations.isRevoked(who.userId(), who.sessionId())) {
      return;
    }
    try {
      var answer = voice.update(request);
      if (answer.hasProblem()) {
        session.sendFromAnywhere(nack(request, answer.getProblem()));
      }
    } catch (RuntimeException e) {
      log.warnf("voice-service: %s", e.getMessage());
      var problem = ProblemJson.of(CommonProblem.DEPENDENCY_UNAVAILABLE, "try again");
      session.sendFromAnywhere(nack(request, problem));
    }
  }

  /** Nothing has changed, and why. */
  private static byte[] nack(UpdateVoiceStateRequest request, Problem problem) {
    return ServerFrames.control(
        "VOICE_STATE_NACK",
        json -> {
          json.writeStartObject();
          json.writeStringField("guild_id", Long.toString(request.getGuildId()));
          json.writeStringField(
              "channel_id", request.hasChannelId() ? Long.toString(request.getChannelId()) : null);
          json.writeFieldName("problem");
          ProblemJson.write(json, problem);
          json.writeEndObject();
        });
  }
}
