package together.gateway.session;

import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import together.gateway.access.MessageClient;
import together.gateway.frame.BadFrameException;
import together.gateway.frame.ClientFrame;
import together.gateway.frame.CloseCode;
import together.gateway.frame.ServerFrames;
import together.platform.json.ProtoJson;
import together.platform.problem.CommonProblem;
import together.proto.Message;
import together.proto.MessageReference;
import together.proto.Problem;
import together.proto.SendMessageRequest;
import together.proto.SendMessageResponse;

/**
 * What each client op does. Runs on the session's event loop; whatever blocks goes to the session's
 * calls.
 */
@ApplicationScoped
public class FrameHandler {
  private static final Logger log = Logger.getLogger(FrameHandler.class);

  private final Doorman doorman;
  private final MessageClient messages;
  private final VoiceFrames voice;
  private final PresenceFrames presences;
  private final SessionLoader loader;

  public FrameHandler(
      Doorman doorman,
      MessageClient messages,
      VoiceFrames voice,
      PresenceFrames presences,
      SessionLoader loader) {
    this.doorman = doorman;
    this.messages = messages;
    this.voice = voice;
    this.presences = presences;
    this.loader = loader;
  }

  void handle(Session session, ClientFrame frame) throws BadFrameException {
    session.pulse().heard();
    switch (frame) {
      case ClientFrame.Heartbeat() -> session.send(ServerFrames.heartbeatAck(session.cursor()));
      case ClientFrame.Identify identify -> {
        session.identify(identity(session, identify.token()));
        presences.begin(session, identify.presence());
      }
      case ClientFrame.Resume resume -> resume(session, resume);
      case ClientFrame.PresenceUpdate update -> {
        var _ = identified(session);
        presences.update(session, update);
      }
      case ClientFrame.MessageSend send -> send(session, identified(session), send);
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
    if (!cursor.epoch().equals(loader.epoch())
        || cursor.at().partitions() != session.cursor().at().partitions()) {
      session.invalidate();
    } else {
      session.resume(who, cursor.at());
      presences.begin(session, resume.presence());
    }
  }

  // ---- messages

  private void send(Session session, Identity who, ClientFrame.MessageSend send) {
    boolean queued = session.calls().submit(() -> post(session, who, send));
    if (!queued) {
      var problem = CommonProblem.RATE_LIMITED;
      session.send(nack(send.nonce(), problem(problem, "too many sends wait for their answer")));
    }
  }

  private void post(Session session, Identity who, ClientFrame.MessageSend send) {
    if (doorman.isRevoked(who)) {
      // Revoked while it waited: the socket is being closed, which answers it.
      return;
    }
    var request =
        SendMessageRequest.newBuilder()
            .setUserId(who.userId())
            .setChannelId(send.channelId())
            .setContent(send.content());
    if (send.nonce() != null) {
      request.setNonce(send.nonce());
    }
    send.replyTo()
        .ifPresent(
            id -> request.setMessageReference(MessageReference.newBuilder().setMessageId(id)));
    SendMessageResponse response;
    try {
      response = messages.send(request.build());
    } catch (RuntimeException e) {
      log.debugf("message-service: %s", e.getMessage());
      response =
          SendMessageResponse.newBuilder()
              .setProblem(
                  problem(CommonProblem.DEPENDENCY_UNAVAILABLE, "try again with the same nonce"))
              .build();
    }
    session.sendFromAnywhere(
        response.hasMessage()
            ? ack(send.nonce(), response.getMessage())
            : nack(send.nonce(), response.getProblem()));
  }

  private static byte[] ack(@Nullable String nonce, Message message) {
    return ServerFrames.control(
        "MESSAGE_ACK",
        json -> {
          json.writeStartObject();
          json.writeStringField("nonce", nonce);
          json.writeFieldName("message");
          ProtoJson.write(json, message);
          json.writeEndObject();
        });
  }

  private static byte[] nack(@Nullable String nonce, Problem problem) {
    return ServerFrames.control(
        "MESSAGE_NACK",
        json -> {
          json.writeStartObject();
          json.writeStringField("nonce", nonce);
          json.writeObjectFieldStart("problem");
          json.writeStringField("type", "/problems/" + problem.getCode());
          json.writeStringField("title", problem.getTitle());
          json.writeNumberField("status", problem.getStatus());
          json.writeStringField("detail", problem.getDetail());
          json.writeStringField("code", problem.getCode());
          json.writeArrayFieldStart("errors");
          for (var error : problem.getErrorsList()) {
            ProtoJson.write(json, error);
          }
          json.writeEndArray();
          json.writeEndObject();
          json.writeEndObject();
        });
  }

  private static Problem problem(CommonProblem problem, String detail) {
    return Problem.newBuilder()
        .setCode(problem.name())
        .setTitle(problem.title())
        .setStatus(problem.status())
        .setDetail(detail)
        .build();
  }
}
