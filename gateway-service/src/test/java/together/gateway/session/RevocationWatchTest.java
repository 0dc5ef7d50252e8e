package together.gateway.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.Status;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import together.gateway.access.FakeServices;
import together.gateway.audience.GuildViews;
import together.gateway.edge.RevokedSessions;
import together.platform.json.Moments;
import together.platform.kafka.KafkaSettings;
import together.proto.RevokedPosition;
import together.proto.RevokedSession;
import together.proto.RevokedSessionsResponse;

class RevocationWatchTest {
  private static final long USER = 5;
  private static final long OTHER = 6;

  private final Instant now = Clock.systemUTC().instant();
  private final FakeServices services = new FakeServices();
  private final TestNode sockets = new TestNode();
  private final RevokedSessions revocations = new RevokedSessions(Clock.systemUTC());
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final GatewayNode node =
      new GatewayNode(
          TestSettings.DEFAULT,
          new KafkaSettings(Map.of(), "127.0.0.1:1"),
          Clock.systemUTC(),
          new GuildViews(Clock.systemUTC()),
          revocations,
          new SessionMeters(meters)) {
        @Override
        void onEveryShard(Consumer<EventLoopShard> task) {
          task.accept(sockets.shard());
        }
      };
  private final List<@Nullable RevokedPosition> asked = new ArrayList<>();
  private final List<RevokedSessionsResponse> answers = new ArrayList<>();
  private final RevocationWatch watch =
      new RevocationWatch(services.sessionsClient(this::answer), revocations, node, meters);

  private RevokedSessionsResponse answer(@Nullable RevokedPosition after) {
    asked.add(after);
    if (answers.isEmpty()) {
      throw Status.UNAVAILABLE.asRuntimeException();
    }
    return answers.removeFirst();
  }

  private static RevokedPosition position(long session) {
    return RevokedPosition.newBuilder().setSessionId(session).build();
  }

  private void willAnswer(long user, long session, boolean more) {
    var revoked =
        RevokedSession.newBuilder()
            .setUserId(user)
            .setSessionId(session)
            .setRevokedAt(Moments.proto(now))
            .setTokensUntil(Moments.proto(now.plus(Duration.ofMinutes(15))));
    answers.add(
        RevokedSessionsResponse.newBuilder()
            .addSessions(revoked)
            .setNext(position(session))
            .setMore(more)
            .build());
  }

  @Test
  void asksForAllThereIsAndGoesOnFromThere() {
    willAnswer(USER, 7, true);
    willAnswer(USER, 8, false);
    watch.turn();
    willAnswer(USER, 9, false);
    watch.turn();
    assertEquals(Arrays.asList(null, position(7), position(8)), asked);
    assertTrue(revocations.isRevoked(USER, 7));
    assertTrue(revocations.isRevoked(USER, 8));
    assertTrue(revocations.isRevoked(USER, 9));
    assertFalse(revocations.isRevoked(USER, 10));
  }

  @Test
  void aServiceThatIsDownIsAskedAgainForTheSame() {
    willAnswer(USER, 7, true);
    watch.turn();
    willAnswer(USER, 8, false);
    watch.turn();
    assertEquals(Arrays.asList(null, position(7), position(7)), asked);
    assertTrue(revocations.isRevoked(USER, 8));
  }

  @Test
  void closesTheSocketsOfWhatTheLogHasNotToldOf() {
    var ended = sockets.connect().ready(USER);
    var other = sockets.connect().ready(OTHER);
    willAnswer(USER, USER + 1_000, false);
    watch.turn();
    sockets.run();
    assertEquals(4010, ended.closeCode());
    assertEquals(0, other.closeCode());
  }
}
