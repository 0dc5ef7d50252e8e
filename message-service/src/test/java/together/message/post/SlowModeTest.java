package together.message.post;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.grpc.GrpcClient;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import together.message.testing.Channels;
import together.message.testing.MessageLog;
import together.message.testing.MessagePlatform;
import together.permission.Permission;
import together.proto.Message;
import together.proto.MessagesGrpc.MessagesBlockingStub;
import together.proto.SendMessageRequest;
import together.proto.User;

@QuarkusTest
@WithTestResource(MessagePlatform.class)
class SlowModeTest {
  private static final int HOUR = 3_600;

  @Inject Channels channels;
  @Inject BatchStore store;

  @GrpcClient("messages")
  MessagesBlockingStub messages;

  private long channel;
  private long author;

  @BeforeEach
  void makeChannel() {
    channel = channels.newId();
    author = channels.newId();
    channels.grantSlow(author, channel, Channels.ALL, HOUR);
  }

  @Test
  void theNextMessageHasToWaitAndIsToldHowLong() {
    channels.post(author, channel, "first", null).then().statusCode(201);
    var refused = channels.post(author, channel, "second", null);
    refused
        .then()
        .statusCode(429)
        .body("code", equalTo("SLOW_MODE"))
        .body("detail", containsString("3600 s"));
    int seconds = Integer.parseInt(refused.header("Retry-After"));
    assertTrue(seconds > HOUR - 120 && seconds <= HOUR, seconds + " s");
  }

  @Test
  void overTheSocketAlike() {
    channels.post(author, channel, "first", null).then().statusCode(201);
    var request =
        SendMessageRequest.newBuilder().setUserId(author).setChannelId(channel).setContent("x");
    var problem = messages.send(request.build()).getProblem();
    assertEquals("SLOW_MODE", problem.getCode());
    assertEquals(429, problem.getStatus());
    assertTrue(problem.getRetryAfter() > HOUR - 120, problem.toString());
  }

  @Test
  void aRetryIsNotPunishedAndARefusedNonceIsStillFree() {
    var first = channels.post(author, channel, "first", "a");
    var again = channels.post(author, channel, "first", "a");
    assertEquals(200, again.statusCode());
    assertEquals(first.asString(), again.asString());

    channels.post(author, channel, "second", "b").then().statusCode(429);
    channels.grantSlow(author, channel, Channels.ALL, 0);
    channels.post(author, channel, "second", "b").then().statusCode(201);
  }

  @Test
  void itIsOver() {
    channels.grantSlow(author, channel, Channels.ALL, 1);
    channels.post(author, channel, "first", null).then().statusCode(201);
    Awaitility.await()
        .until(() -> channels.post(author, channel, "second", null).statusCode() == 201);
  }

  @Test
  void othersAndOtherChannelsAreTheirOwn() {
    channels.post(author, channel, "mine", null).then().statusCode(201);
    long other = channels.newId();
    channels.grantSlow(other, channel, Channels.ALL, HOUR);
    channels.post(other, channel, "theirs", null).then().statusCode(201);
    long elsewhere = channels.newId();
    channels.grantSlow(author, elsewhere, Channels.ALL, HOUR);
    channels.post(author, elsewhere, "there", null).then().statusCode(201);
  }

  @Test
  void whoKeepsOrderNeedNotWait() {
    for (var power : List.of(Permission.MANAGE_MESSAGES, Permission.MANAGE_CHANNELS)) {
      long moderator = channels.newId();
      channels.grantSlow(moderator, channel, Channels.ALL | power.bit(), HOUR);
      channels.post(moderator, channel, "order", null).then().statusCode(201);
      channels.post(moderator, channel, "please", null).then().statusCode(201);
    }
  }

  /** As two processes do: only the head's lock is between them. */
  @Test
  void ofManyAtOnceOneIsPosted() throws Exception {
    var calls = new ArrayList<Callable<List<Outcome>>>();
    for (int writer = 0; writer < 6; writer++) {
      var drafts = IntStream.range(0, 3).mapToObj(i -> draft()).toList();
      calls.add(() -> store.append(drafts));
    }
    var outcomes = new ArrayList<Outcome>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var done : threads.invokeAll(calls)) {
        outcomes.addAll(done.get());
      }
    }
    var created = outcomes.stream().filter(Outcome.Created.class::isInstance).toList();
    assertEquals(1, created.size());
    outcomes.removeAll(created);
    outcomes.forEach(outcome -> assertInstanceOf(Outcome.TooSoon.class, outcome));
    assertEquals(1, MessageLog.of(channel, 1).size());
  }

  private Draft draft() {
    var message =
        Message.newBuilder()
            .setChannelId(channel)
            .setAuthor(User.newBuilder().setId(author))
            .setContent("now");
    return new Draft(message.build(), channel + 1, 1, HOUR, null);
  }
}
