package together.message.rpc;

import io.grpc.Status;
import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Uni;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import together.message.MessageProblem;
import together.message.mention.AllowedMentions;
import together.message.notification.NotificationService;
import together.message.post.MessageService;
import together.message.post.PostMessageRequest;
import together.message.post.PostMessageRequest.Reference;
import together.message.readstate.ReadStateService;
import together.platform.grpc.VirtualCalls;
import together.platform.problem.ProblemException;
import together.proto.Messages;
import together.proto.ReadStatesRequest;
import together.proto.ReadStatesResponse;
import together.proto.SendMessageRequest;
import together.proto.SendMessageResponse;

/** The gRPC service {@code Messages}, for the gateway's socket. */
@GrpcService
public class MessagesEndpoint implements Messages {
  private static final Logger log = Logger.getLogger(MessagesEndpoint.class);
  private static final int MOST_CHANNELS = 50_000;

  private final MessageService messages;
  private final ReadStateService readStates;
  private final NotificationService notifications;
  private final VirtualCalls calls;

  MessagesEndpoint(
      MessageService messages,
      ReadStateService readStates,
      NotificationService notifications,
      VirtualCalls calls) {
    this.messages = messages;
    this.readStates = readStates;
    this.notifications = notifications;
    this.calls = calls;
  }

  @Override
  public Uni<SendMessageResponse> send(SendMessageRequest request) {
    return calls.answer(() -> post(request));
  }

  /** A refusal is an answer too, whatever its reason: the socket passes it on to its client. */
  private SendMessageResponse post(SendMessageRequest request) {
    var response = SendMessageResponse.newBuilder();
    try {
      var posted = messages.post(request.getUserId(), request.getChannelId(), body(request));
      response.setMessage(posted.message());
    } catch (ProblemException e) {
      response.setProblem(ProtoProblems.of(e));
    } catch (RuntimeException e) {
      log.warnf("Messages.Send: %s", e.toString());
      response.setProblem(ProtoProblems.of(MessageProblem.of(e)));
    }
    return response.build();
  }

  @Override
  public Uni<ReadStatesResponse> readStates(ReadStatesRequest request) {
    return calls.answer(() -> states(request));
  }

  private ReadStatesResponse states(ReadStatesRequest request) {
    if (request.getChannelIdsCount() > MOST_CHANNELS) {
      throw Status.INVALID_ARGUMENT
          .withDescription("more than " + MOST_CHANNELS + " channels")
          .asRuntimeException();
    }
    var states =
        readStates.states(
            request.getUserId(), request.getChannelIdsList(), request.getGuildsList());
    return ReadStatesResponse.newBuilder()
        .addAllReadStates(states)
        .setNotificationSettings(notifications.of(request.getUserId()).proto())
        .build();
  }

  private static PostMessageRequest body(SendMessageRequest request) {
    return new PostMessageRequest(
        request.getContent(),
        request.hasNonce() ? request.getNonce() : null,
        reference(request),
        request.hasAllowedMentions() ? allowed(request.getAllowedMentions()) : null,
        request.getAttachmentIdsList());
  }

  private static @Nullable Reference reference(SendMessageRequest request) {
    return request.hasMessageReference()
        ? new Reference(
            request.getMessageReference().getMessageId(), !request.getReferenceMayBeGone())
        : null;
  }

  private static AllowedMentions allowed(together.proto.AllowedMentions allowed) {
    return new AllowedMentions(
        allowed.getParseList(),
        allowed.getUsersList(),
        allowed.getRolesList(),
        allowed.getRepliedUser());
  }
}
