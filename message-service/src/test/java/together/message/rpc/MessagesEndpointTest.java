package together.message.rpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.grpc.ManagedChannelBuilder;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.quarkus.grpc.GrpcClient;
import io.quarkus.grpc.GrpcService;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.stream.LongStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import together.message.testing.Channels;
import together.message.testing.FakeGuilds;
import together.message.testing.MessagePlatform;
import together.proto.MessagesGrpc;
import together.proto.MessagesGrpc.MessagesBlockingStub;
import together.proto.Problem;
import together.proto.ReadStatesRequest;
import together.proto.SendMessageRequest;

@QuarkusTest
@WithTestResource(MessagePlatform.class)
class MessagesEndpointTest {
  @Inject Channels channels;
  @Inject @GrpcService FakeGuilds guilds;

  @GrpcClient("messages")
  MessagesBlockingStub messages;

  @ConfigProperty(name = "quarkus.grpc.clients.messages.port")
  int port;

  private long channel;
  private long author;

  @BeforeEach
  void makeChannel() {
    channel = channels.newId();
    author = channels.member(channel);
  }

  private SendMessageRequest.Builder request() {
    return SendMessageRequest.newBuilder()
        .setUserId(author)
        .setChannelId(channel)
        .setContent("from a socket");
  }

  private Problem problemOf(SendMessageRequest.Builder request) {
    return messages.send(request.build()).getProblem();
  }

  @Test
  void sendsAsRestDoes() {
    var sent = messages.send(request().setNonce("n").build()).getMessage();
    var again = messages.send(request().setNonce("n").build()).getMessage();
    assertEquals(sent, again);
    String id = channels.as(author).get("/api/channels/{id}/messages", channel).path("[0].id");
    assertEquals(Long.toString(sent.getId()), id);
    assertEquals(200, channels.post(author, channel, "from rest", "n").statusCode());
  }

  @Test
  void refusalsAreAnswers() {
    var blank = problemOf(request().setContent(" "));
    assertEquals("VALIDATION_FAILED", blank.getCode());
    assertEquals(422, blank.getStatus());
    assertEquals("content", blank.getErrors(0).getField());
    assertEquals("UNKNOWN_CHANNEL", problemOf(request().setUserId(1)).getCode());
    channels.grant(author, channel, 1L << 10);
    assertEquals("MISSING_PERMISSION", problemOf(request()).getCode());
  }

  @Test
  void outlivesAShortAbsenceOfGuildService() {
    guilds.refuse(2);
    assertEquals("from a socket", messages.send(request().build()).getMessage().getContent());
  }

  @Test
  void aDependencyThatIsDownIsAProblemToo() {
    guilds.refuse(3);
    var problem = problemOf(request());
    guilds.refuse(0);
    assertEquals("DEPENDENCY_UNAVAILABLE", problem.getCode());
    assertEquals(503, problem.getStatus());
  }

  @Test
  void aCallThatIsLostEndsAtItsDeadlineAndHoldsUpNoLaterOne() {
    guilds.stall(1);
    var problem = problemOf(request());
    guilds.stall(0);
    assertEquals("DEPENDENCY_UNAVAILABLE", problem.getCode());
    assertEquals("from a socket", messages.send(request().build()).getMessage().getContent());
  }

  @Test
  void answersReadStatesOfManyChannels() {
    messages.send(request().build());
    var asked =
        ReadStatesRequest.newBuilder()
            .setUserId(author)
            .addChannelIds(channel)
            .addChannelIds(channels.newId());
    var states = messages.readStates(asked.build()).getReadStatesList();
    assertEquals(1, states.size());
    assertEquals(channel, states.getFirst().getChannelId());
    assertEquals(
        0,
        messages
            .readStates(ReadStatesRequest.newBuilder().setUserId(author).build())
            .getReadStatesCount());
  }

  @Test
  void refusesToAnswerForTooManyChannels() {
    var request = ReadStatesRequest.newBuilder().setUserId(author);
    LongStream.range(0, 50_001).forEach(request::addChannelIds);
    var refused =
        assertThrows(StatusRuntimeException.class, () -> messages.readStates(request.build()));
    assertEquals(Status.Code.INVALID_ARGUMENT, refused.getStatus().getCode());
  }

  @Test
  void strangersAreTurnedAway() {
    var channelToUs = ManagedChannelBuilder.forAddress("127.0.0.1", port).usePlaintext().build();
    try {
      var stranger = MessagesGrpc.newBlockingStub(channelToUs);
      var refused =
          assertThrows(StatusRuntimeException.class, () -> stranger.send(request().build()));
      assertEquals(Status.Code.UNAUTHENTICATED, refused.getStatus().getCode());
    } finally {
      channelToUs.shutdownNow();
    }
  }
}
