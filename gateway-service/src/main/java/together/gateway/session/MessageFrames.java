package together.gateway.session;

import io.grpc.StatusRuntimeException;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import together.gateway.access.GuildClient;
import together.gateway.access.MessageClient;
import together.gateway.edge.Revocations;
import together.gateway.frame.ClientFrame;
import together.gateway.frame.ServerFrames;
import together.platform.json.ProtoJson;
import together.platform.problem.CommonProblem;
import together.proto.Message;
import together.proto.MessageReference;
import together.proto.Problem;
import together.proto.SendMessageRequest;
import together.proto.SendMessageResponse;

/** Posting over the socket: MESSAGE_SEND, answered by MESSAGE_ACK or MESSAGE_NACK. */
@ApplicationScoped
public class MessageFrames {
  private static final Logger log = Logger.getLogger(MessageFrames.class);

  private final MessageClient messages;
  private final GuildClient guilds;
  private final Revocations revocations;

  public MessageFrames(MessageClient messages, GuildClient guilds, Revocations revocations) {
    this.messages = messages;
    this.guilds = guilds;
    this.revocations = revocations;
  }

  void send(Session session, Identity who, ClientFrame.MessageSend send) {
    boolean queued = session.calls().submit(() -> post(session, who, send));
    if (!queued) {
      var problem = CommonProblem.RATE_LIMITED;
      session.send(
          nack(send.nonce(), ProblemJson.of(problem, "too many sends wait for their answer")));
    }
  }

  private void post(Session session, Identity who, ClientFrame.MessageSend send) {
    if (revocations.isRevoked(who.userId(), who.sessionId())) {
      // Revoked while it waited: the socket is being closed, which answers it.
      return;
    }
    var request =
        SendMessageRequest.newBuilder().setUserId(who.userId()).setContent(send.content());
    if (send.nonce() != null) {
      request.setNonce(send.nonce());
    }
    send.replyTo()
        .ifPresent(
            id -> request.setMessageReference(MessageReference.newBuilder().setMessageId(id)));
    request.setReferenceMayBeGone(send.replyMayBeGone());
    if (send.allowedMentions() != null) {
      request.setAllowedMentions(send.allowedMentions());
    }
    request.addAllAttachmentIds(send.attachmentIds());
    SendMessageResponse response;
    try {
      response = messages.send(request.setChannelId(channel(who, send)).build());
    } catch (NoDmException e) {
      response = SendMessageResponse.newBuilder().setProblem(e.problem()).build();
    } catch (RuntimeException e) {
      log.debugf("message-service: %s", e.getMessage());
      response =
          SendMessageResponse.newBuilder()
              .setProblem(
                  ProblemJson.of(
                      CommonProblem.DEPENDENCY_UNAVAILABLE, "try again with the same nonce"))
              .build();
    }
    session.sendFromAnywhere(
        response.hasMessage()
            ? ack(send.nonce(), response.getMessage())
            : nack(send.nonce(), response.getProblem()));
  }

  /** The channel named, or the dm with the recipient, which is made by the first message. */
  private long channel(Identity who, ClientFrame.MessageSend send) {
    if (send.channelId().isPresent()) {
      return send.channelId().getAsLong();
    }
    try {
      return guilds.openDm(who.userId(), send.recipientId().orElseThrow());
    } catch (StatusRuntimeException e) {
      throw NoDmException.of(e);
    }
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
          json.writeFieldName("problem");
          ProblemJson.write(json, problem);
          json.writeEndObject();
        });
  }
}
