package together.message.join;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import together.message.readstate.ReadStateService;
import together.message.testing.Channels;
import together.message.testing.Elsewhere;
import together.message.testing.MessageLog;
import together.message.testing.MessagePlatform;
import together.proto.GuildEvent;
import together.proto.GuildMember;
import together.proto.Member;
import together.proto.User;

@QuarkusTest
@WithTestResource(MessagePlatform.class)
class JoinTest {
  @Inject Channels channels;
  @Inject Elsewhere elsewhere;
  @Inject JoinService joins;
  @Inject ReadStateService readStates;
  @Inject Clock clock;
  private long channel;
  private long reader;

  @BeforeEach
  void makeChannel() {
    channel = channels.newId();
    reader = channels.member(channel);
  }

  private User newcomer() {
    long id = channels.newId();
    return User.newBuilder().setId(id).setUsername("user" + id).build();
  }

  private Join join(User user, long revision) {
    return new Join(channel, channel + 1, user, revision);
  }

  private int told() {
    return channels
        .as(reader)
        .get("/api/channels/{id}/messages?limit=100", channel)
        .then()
        .extract()
        .<Integer>path("size()");
  }

  @Test
  void aJoinIsToldInTheSystemChannelAsAMessageOfTheNewMember() throws Exception {
    var user = newcomer();
    var member = Member.newBuilder().setUser(user);
    elsewhere.tell(
        GuildEvent.newBuilder()
            .setGuildId(channel + 1)
            .setSeq(12)
            .setGuildMemberAdd(
                GuildMember.newBuilder().setMember(member).setSystemChannelId(channel))
            .build(),
        clock.instant());
    var event = MessageLog.of(channel, 1).getFirst().event();
    assertEquals(1, event.getSeq());
    assertEquals(12, event.getRevision());
    assertEquals(channel + 1, event.getMessageCreate().getGuildId());
    channels
        .as(reader)
        .get("/api/channels/{id}/messages", channel)
        .then()
        .body("type", contains(7))
        .body("content", contains(""))
        .body("author.id", contains(Long.toString(user.getId())))
        .body("id", contains(Long.toString(event.getMessageCreate().getId())));
  }

  @Test
  void itIsUnreadAndPingsNobody() {
    joins.tell(join(newcomer(), 1), clock.instant());
    var state = readStates.states(reader, List.of(channel), List.of()).getFirst();
    assertTrue(state.getLastMessageId() > 0);
    assertEquals(0, state.getMentionCount());
  }

  @Test
  void oneThatIsToldAgainIsNotSaidAgain() {
    var user = newcomer();
    joins.tell(join(user, 5), clock.instant());
    joins.tell(join(newcomer(), 6), clock.instant());
    joins.tell(join(user, 5), clock.instant());
    assertEquals(2, told());
  }

  @Test
  void twoProcessesThatGetItAtOnceSayItOnce() throws Exception {
    var user = newcomer();
    var calls =
        IntStream.range(0, 8)
            .<Callable<Boolean>>mapToObj(i ->
                () -> {
                  joins.tell(join(user, 5), clock.instant());
                  return true;
                })
            .toList();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var done : threads.invokeAll(calls)) {
        assertTrue(done.get());
      }
    }
    assertEquals(1, told());
  }

  @Test
  void ofACrowdAFewAreSaid() {
    for (int i = 1; i <= 100; i++) {
      joins.tell(join(newcomer(), i), clock.instant());
    }
    // The hundred may fall into two minutes.
    assertTrue(told() >= JoinService.MOST_A_MINUTE, () -> told() + " were told");
    assertTrue(told() <= 2 * JoinService.MOST_A_MINUTE, () -> told() + " were told");
  }

  @Test
  void whatIsOldIsNoNews() {
    joins.tell(join(newcomer(), 1), ago(Duration.ofMinutes(61)));
    joins.tell(join(newcomer(), 2), ago(Duration.ofMinutes(59)));
    assertEquals(1, told());
  }

  private Instant ago(Duration time) {
    return clock.instant().minus(time);
  }

  @Test
  void theNewMemberCannotEditIt() {
    var user = newcomer();
    joins.tell(join(user, 1), clock.instant());
    String id = channels.as(reader).get("/api/channels/{id}/messages", channel).path("[0].id");
    channels.grant(user.getId(), channel, Channels.ALL);
    channels
        .as(user.getId())
        .body(Map.of("content", "I was here"))
        .patch("/api/channels/{id}/messages/{message}", channel, id)
        .then()
        .statusCode(403)
        .body("code", equalTo("SYSTEM_MESSAGE"));
  }
}
