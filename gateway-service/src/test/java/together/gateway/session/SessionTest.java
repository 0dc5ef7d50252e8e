package together.gateway.session;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static together.gateway.audience.Guilds.OPEN;
import static together.gateway.session.TestNode.REVISION;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import together.gateway.audience.Guilds;
import together.proto.Problem;
import together.proto.UpdateVoiceStateResponse;

/** A socket's life after READY, and its end. */
class SessionTest {
  private static final long USER = 3;
  private static final long OTHER = 4;
  private static final Duration SECOND = Duration.ofSeconds(1);

  private static final String VOICE =
      "{\"op\":\"VOICE_STATE_UPDATE\",\"d\":{\"guild_id\":\"10\",\"channel_id\":\"100\"}}";
  private static final String SEND =
      "{\"op\":\"MESSAGE_SEND\",\"d\":{\"channel_id\":\"100\",\"content\":\"hi\",\"nonce\":\"n\"}}";

  private static TestNode impatient(int heartbeatMillis, int identifyMillis) {
    return new TestNode(
        new TestSettings(heartbeatMillis, Duration.ofMillis(identifyMillis), 1 << 20),
        1 << 20,
        EventLoopShard::new);
  }

  @Test
  void aSocketThatDoesNotReadIsClosedAndMayResumeWithoutALoss() {
    var node =
        new TestNode(
            new TestSettings(30_000, Duration.ofSeconds(10), 8_192), 1 << 20, EventLoopShard::new);
    node.member(USER);
    node.member(OTHER);
    var slow = node.connect().ready(USER);
    var quick = node.connect().ready(OTHER);
    slow.channel().stop();
    IntStream.range(0, 100).forEach(i -> node.post(OPEN));
    assertEquals(all(0, 100), quick.ids("MESSAGE_CREATE"));
    assertTrue(slow.session().isClosed());
    slow.channel().goOn();
    var before = slow.ids("MESSAGE_CREATE");
    assertEquals(4013, slow.closeCode());
    // What waited was bounded, and is a beginning without gaps.
    assertTrue(before.size() < 40, before.size() + " frames waited");
    assertEquals(all(0, before.size()), before);
    var again = node.connect();
    again.resume(USER, slow.cursor());
    node.answerAll();
    assertEquals(all(before.size(), 100), again.ids("MESSAGE_CREATE"));
  }

  @Test
  void aSocketThatBreaksWhileAnEventIsWrittenKeepsItFromNobody() {
    var node = new TestNode();
    IntStream.range(0, 5).forEach(i -> node.member(USER + i));
    var broken = node.connect().ready(USER);
    var others = IntStream.range(1, 5).mapToObj(i -> node.connect().ready(USER + i)).toList();
    var reset =
        new ChannelOutboundHandlerAdapter() {
          @Override
          public void write(ChannelHandlerContext context, Object frame, ChannelPromise promise) {
            ReferenceCountUtil.release(frame);
            context.pipeline().fireExceptionCaught(new IOException("Connection reset by peer"));
          }
        };
    broken.channel().pipeline().addFirst(reset);
    node.post(OPEN);
    assertTrue(broken.session().isClosed());
    node.post(OPEN);
    others.forEach(other -> assertEquals(all(0, 2), other.ids("MESSAGE_CREATE")));
  }

  @Test
  void aSocketThatNeverReadsAgainIsClosedAllTheSame() {
    var node =
        new TestNode(
            new TestSettings(30_000, Duration.ofSeconds(10), 1_024), 1 << 20, EventLoopShard::new);
    node.member(USER);
    var slow = node.connect().ready(USER);
    slow.channel().stop();
    IntStream.range(0, 20).forEach(i -> node.post(OPEN));
    assertTrue(slow.isConnected());
    node.pass(Duration.ofSeconds(3));
    assertFalse(slow.isConnected());
  }

  @Test
  void onePingingWithoutReadingIsClosedBeforeItsAnswersFillTheMemory() {
    var node =
        new TestNode(
            new TestSettings(30_000, Duration.ofSeconds(10), 8_192), 1 << 20, EventLoopShard::new);
    var pinging = node.connect();
    pinging.channel().stop();
    IntStream.range(0, 1_000)
        .forEach(i -> pinging.send(new PingWebSocketFrame(Unpooled.buffer(125).writeZero(125))));
    assertTrue(pinging.session().isClosed());
    pinging.channel().goOn();
    assertEquals(4013, pinging.closeCode());
    assertTrue(pinging.pongs() < 80, pinging.pongs() + " pongs waited");
  }

  @Test
  void aReplayWaitsForASlowSocketInsteadOfFillingItsQueue() {
    var node =
        new TestNode(
            new TestSettings(30_000, Duration.ofSeconds(10), 400_000),
            1 << 22,
            EventLoopShard::new);
    node.member(USER);
    var first = node.connect().ready(USER);
    var cursor = first.cursor();
    first.disconnect();
    IntStream.range(0, 1_000).forEach(i -> node.post(OPEN));
    var client = node.connect();
    client.channel().stop();
    client.resume(USER, cursor);
    node.answerAll();
    assertFalse(client.session().isLive());
    assertEquals(0, client.closeCode());
    node.post(OPEN);
    for (int i = 0; i < 20; i++) {
      client.channel().goOn();
      node.run();
    }
    assertEquals(all(0, 1_001), client.ids("MESSAGE_CREATE"));
    assertTrue(client.session().isLive());
  }

  @Test
  void oneThatFallsSilentIsClosedAndOneThatBeatsStays() {
    var node = impatient(200, 10_000);
    var silent = node.connect().ready(USER);
    var beating = node.connect().ready(OTHER);
    await().until(() -> silent.session().pulse().silentMillis() > 300);
    beating.send("{\"op\":\"HEARTBEAT\",\"d\":null}");
    node.pass(SECOND);
    assertEquals(4009, silent.closeCode());
    assertEquals(0, beating.closeCode());
    assertEquals(List.of("HEARTBEAT_ACK"), beating.types());
  }

  @Test
  void oneThatNeverIdentifiesIsClosed() {
    var node = impatient(30_000, 50);
    var stranger = node.connect();
    var known = node.connect().ready(USER);
    await().until(() -> known.session().pulse().silentMillis() > 50);
    node.pass(SECOND);
    assertEquals(4003, stranger.closeCode());
    assertEquals(0, known.closeCode());
  }

  @Test
  void oneThatBeatsButNeverIdentifiesIsClosed() {
    var node = impatient(30_000, 300);
    var stranger = node.connect();
    await()
        .until(() -> {
          stranger.send("{\"op\":\"HEARTBEAT\",\"d\":null}");
          return stranger.session().pulse().openMillis() > 300;
        });
    assertEquals(0, stranger.closeCode());
    assertTrue(stranger.session().pulse().silentMillis() < 300);
    node.pass(SECOND);
    assertEquals(4003, stranger.closeCode());
  }

  @Test
  void aRevocationClosesItsSessionOnly() {
    var node = new TestNode();
    var revoked = node.connect().ready(USER);
    var other = node.connect().ready(OTHER);
    node.arrive(node.revocation(USER, USER + 1_000));
    assertEquals(4010, revoked.closeCode());
    assertEquals(0, other.closeCode());
    node.arrive(node.revocation(OTHER, 12));
    assertEquals(0, other.closeCode());
  }

  @Test
  void aRevocationWhileReadyLoadsClosesTheSessionAtOnce() {
    var node = new TestNode();
    var client = node.connect().identify(USER);
    client.channel().stop();
    node.arrive(node.revocation(USER, USER + 1_000));
    assertTrue(client.session().isClosed());
    client.send(SEND);
    node.answerAll();
    client.channel().goOn();
    assertEquals(4010, client.closeCode());
    assertEquals(List.of(), client.types());
    assertEquals(List.of(), node.services.sent);
  }

  @Test
  void aRevocationDuringAReplayThatWaitsClosesTheSessionAtOnce() {
    var node =
        new TestNode(
            new TestSettings(30_000, Duration.ofSeconds(10), 400_000),
            1 << 22,
            EventLoopShard::new);
    node.member(USER);
    var first = node.connect().ready(USER);
    var cursor = first.cursor();
    first.disconnect();
    IntStream.range(0, 1_000).forEach(i -> node.post(OPEN));
    var client = node.connect();
    client.channel().stop();
    client.resume(USER, cursor);
    node.answerAll();
    assertFalse(client.session().isLive());
    node.arrive(node.revocation(USER, USER + 1_000));
    assertTrue(client.session().isClosed());
    client.send(SEND);
    client.channel().goOn();
    assertEquals(4010, client.closeCode());
    assertEquals(List.of(), node.services.sent);
  }

  @Test
  void nothingIsPostedForASessionWhoseRevocationIsOnItsWayToTheLoop() {
    var node = new TestNode();
    var client = node.connect().ready(USER);
    node.revokedUsers.add(USER);
    client.send(SEND);
    assertEquals(4010, client.closeCode());
    assertEquals(List.of(), node.services.sent);
  }

  @Test
  void anEndedSocketGetsNothingAndHoldsNothing() {
    var node = new TestNode();
    node.member(USER);
    var client = node.connect().ready(USER);
    var ahead = node.message(OPEN, REVISION + 1);
    assertFalse(node.shard().mayDeliver(ahead));
    client.disconnect();
    // The guild went with the last who was in it: there is no view left that could be behind.
    assertTrue(node.shard().mayDeliver(ahead));
    node.arrive(ahead);
    assertEquals(List.of(), client.types());
  }

  @Test
  void aLoadThatIsAnsweredAfterTheEndChangesNothing() {
    var node = new TestNode();
    node.member(USER);
    var client = node.connect().identify(USER);
    client.disconnect();
    node.answerAll();
    assertTrue(node.shard().mayDeliver(node.message(OPEN, REVISION + 1)));
    assertEquals(List.of(), client.types());
  }

  @Test
  void theEndOfASocketEndsItsVoiceState() {
    var node = new TestNode();
    node.member(USER);
    var client = node.connect().ready(USER);
    client.send(VOICE);
    assertEquals(List.of(), node.services.endedVoiceSessions);
    client.disconnect();
    assertEquals(List.of(client.session().id()), node.services.endedVoiceSessions);
  }

  @Test
  void aVoiceStateThatIsRefusedIsToldWithTheReason() {
    var node = new TestNode();
    var client = node.connect().ready(USER);
    client.take();
    client.send(VOICE);
    assertEquals(List.of(), client.types());
    var full = Problem.newBuilder().setCode("CHANNEL_FULL").setStatus(409).build();
    node.services.voiceAnswer = UpdateVoiceStateResponse.newBuilder().setProblem(full).build();
    client.send(VOICE);
    node.services.failures.set(1);
    client.send(VOICE);
    var answers = client.take();
    for (var answer : answers) {
      assertEquals("VOICE_STATE_NACK", answer.path("op").textValue());
      assertEquals("10", answer.path("d").path("guild_id").textValue());
      assertEquals("100", answer.path("d").path("channel_id").textValue());
    }
    assertEquals("CHANNEL_FULL", answers.get(0).path("d").path("problem").path("code").asText());
    assertEquals(503, answers.get(1).path("d").path("problem").path("status").intValue());
    assertEquals(2, answers.size());
  }

  @Test
  void aSendIsAnsweredWithTheMessageOrTheProblem() {
    var node = new TestNode();
    var client = node.connect().ready(USER);
    client.send(SEND);
    node.services.failures.set(1);
    client.send(SEND);
    var answers = client.take();
    assertEquals("MESSAGE_ACK", answers.get(0).path("op").textValue());
    assertEquals("hi", answers.get(0).path("d").path("message").path("content").textValue());
    assertEquals("MESSAGE_NACK", answers.get(1).path("op").textValue());
    assertEquals("n", answers.get(1).path("d").path("nonce").textValue());
    assertEquals(503, answers.get(1).path("d").path("problem").path("status").intValue());
    assertEquals(USER, node.services.sent.getFirst().getUserId());
  }

  @Test
  void aNodeThatEndsClosesWhoStayed() {
    var node = new TestNode();
    var client = node.connect().ready(USER);
    node.shard().sockets().goAway();
    assertEquals(List.of(), client.types());
    assertEquals(1001, client.closeCode());
  }

  @Test
  void anEventAheadOfTheGuildLogWaitsForItAndAtLastTheGuildIsLoadedAnew() {
    var node = new TestNode();
    node.member(USER);
    var client = node.connect().ready(USER);
    node.arrive(node.message(OPEN, REVISION + 1));
    assertEquals(List.of(), client.types());
    node.arrive(node.guildEvent(Guilds.memberAdd(REVISION + 1, 50)));
    assertEquals(List.of("GUILD_MEMBER_ADD g0-0", "MESSAGE_CREATE m0-0"), client.types());
    node.arrive(node.message(OPEN, REVISION + 3));
    node.member(Guilds.guild(REVISION + 3), USER);
    node.pass(Duration.ofSeconds(2));
    node.answerAll();
    assertEquals(List.of("GUILD_CREATE g0-0", "MESSAGE_CREATE m0-1"), client.types());
  }

  private static List<String> all(int from, int to) {
    return IntStream.range(from, to).mapToObj(offset -> "m0-" + offset).toList();
  }
}
