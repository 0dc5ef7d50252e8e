package together.gateway.session;

import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import together.gateway.access.MessageClient;
import together.gateway.access.VoiceClient;
import together.gateway.edge.Revocations;
import together.gateway.frame.BadFrameException;
import together.gateway.frame.ClientFrame;
import together.gateway.frame.CloseCode;
import together.gateway.frame.ServerFrames;
import together.gateway.log.Cursor;
import together.gateway.presence.Node;
import together.platform.json.ProtoJson;
import together.platform.problem.CommonProblem;
import together.platform.security.AccessTokens;
import together.platform.security.BadTokenException;
import together.platform.security.KeysUnavailableException;
import together.proto.Message;
import together.proto.MessageReference;
import together.proto.Problem;
import together.proto.SendMessageRequest;
import together.proto.SendMessageResponse;
import together.proto.UpdateVoiceStateRequest;

/**
 * What each client op does. Runs on the session's event loop; whatever blocks goes to the session's
 * calls.
 */
@ApplicationScoped
public class FrameHandler {
  private static final Logger log = Logger.getLogger(FrameHandler.class);

  private final AccessTokens tokens;
  private final Revocations revocations;
  private final MessageClient messages;
  private final VoiceClient voice;
  private final Node node;
  private final SessionLoader loader;

  public FrameHandler(
      AccessTokens tokens,
      Revocations revocations,
      MessageClient messages,
      VoiceClient voice,
      Node node,
      SessionLoader loader) {
    this.tokens = tokens;
    this.revocations = revocations;
    this.messages = messages;
    this.voice = voice;
    this.node = node;
    this.loader = loader;
  }

  void handle(Session session, ClientFrame frame) throws BadFrameException {
    session.pulse().heard();
    switch (frame) {
      case ClientFrame.Heartbeat() -> session.send(ServerFrames.heartbeatAck(session.cursor()));
      case ClientFrame.Identify(var token) -> session.identify(identity(session, token));
      case ClientFrame.Resume(var token, var cursor) -> resume(session, token, cursor);
      case ClientFrame.MessageSend send -> send(session, identified(session), send);
      case ClientFrame.VoiceStateUpdate update -> update(session, identified(session), update);
    }
  }

  private Identity identified(Session session) throws BadFrameException {
    var who = session.identity();
    if (who == null) {
      throw new BadFrameException(CloseCode.NOT_IDENTIFIED);
    }
    if (isRevoked(who)) {
      throw new BadFrameException(CloseCode.SESSION_REVOKED);
    }
    return who;
  }

  private boolean isRevoked(Identity who) {
    return revocations.isRevoked(who.userId(), who.sessionId());
  }

  private Identity identity(Session session, @Nullable String token) throws BadFrameException {
    if (session.isIdentified()) {
      throw new BadFrameException(CloseCode.ALREADY_IDENTIFIED);
    }
    var given = token == null ? session.upgradeToken() : token;
    if (given == null) {
      throw new BadFrameException(CloseCode.BAD_TOKEN);
    }
    try {
      var verified = tokens.verify(given);
      if (revocations.isRevoked(verified.userId(), verified.sessionId())) {
        throw new BadFrameException(CloseCode.SESSION_REVOKED);
      }
      return new Identity(verified.userId(), verified.sessionId());
    } catch (BadTokenException e) {
      throw new BadFrameException(CloseCode.BAD_TOKEN);
    } catch (KeysUnavailableException e) {
      throw new BadFrameException(CloseCode.UNKNOWN_ERROR);
    }
  }

  private void resume(Session session, @Nullable String token, Cursor cursor)
      throws BadFrameException {
    var who = identity(session, token);
    if (!cursor.epoch().equals(loader.epoch())
        || cursor.at().partitions() != session.cursor().at().partitions()) {
      session.invalidate();
    } else {
      session.resume(who, cursor.at());
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
    if (isRevoked(who)) {
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

  // ---- voice

  private void update(Session session, Identity who, ClientFrame.VoiceStateUpdate update) {
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
    boolean queued =
        session
            .calls()
            .submit(() -> {
              if (isRevoked(who)) {
                return;
              }
              try {
                var answer = voice.update(request.build());
                if (answer.hasProblem()) {
                  log.debugf("voice state refused: %s", answer.getProblem().getCode());
                }
              } catch (RuntimeException e) {
                log.warnf("voice-service: %s", e.getMessage());
              }
            });
    if (!queued) {
      session.close(CloseCode.RATE_LIMITED);
    }
  }
}
