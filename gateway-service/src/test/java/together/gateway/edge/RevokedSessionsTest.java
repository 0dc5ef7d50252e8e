package together.gateway.edge;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class RevokedSessionsTest {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  private static final long DISCORD_EPOCH = 1_420_070_400_000L;

  private final SettableClock clock = new SettableClock();
  private final RevokedSessions revoked = new RevokedSessions(clock);

  private static final class SettableClock extends Clock {
    private Instant now = NOON;

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  @Test
  void refusesTheRevokedSessionOnly() {
    revoked.addSession(7, NOON);
    assertTrue(revoked.isRevoked(1, 7));
    assertFalse(revoked.isRevoked(1, 8));
  }

  @Test
  void refusesTheUsersSessionsThatBeganBefore() {
    revoked.addUser(1, NOON);
    assertTrue(revoked.isRevoked(1, sessionBegunAt(NOON.minusMillis(1))));
    assertFalse(revoked.isRevoked(1, sessionBegunAt(NOON)));
    assertFalse(revoked.isRevoked(2, sessionBegunAt(NOON.minusMillis(1))));
  }

  @Test
  void keepsTheLatestOfTwoRevocations() {
    revoked.addUser(1, NOON);
    revoked.addUser(1, NOON.minusSeconds(60));
    assertTrue(revoked.isRevoked(1, sessionBegunAt(NOON.minusSeconds(30))));
  }

  @Test
  void forgetsWhatNoLivingTokenNeeds() {
    revoked.addSession(7, NOON);
    clock.now = NOON.plus(Duration.ofMinutes(19));
    revoked.addSession(8, clock.now);
    assertTrue(revoked.isRevoked(1, 7));
    clock.now = NOON.plus(Duration.ofMinutes(21));
    revoked.addSession(9, clock.now);
    assertFalse(revoked.isRevoked(1, 7));
    assertTrue(revoked.isRevoked(1, 8));
  }

  @Test
  void keepsTheSessionOfALongTokenAsLongAsThatLives() {
    var until = NOON.plus(Duration.ofHours(12));
    assertTrue(revoked.addSession(7, NOON, until));
    assertFalse(revoked.addSession(7, NOON, until));
    clock.now = until.minusSeconds(1);
    assertTrue(revoked.addSession(8, clock.now, clock.now.plus(Duration.ofHours(12))));
    assertTrue(revoked.isRevoked(1, 7));
    clock.now = until.plus(Duration.ofMinutes(2));
    assertTrue(revoked.addSession(9, clock.now, clock.now.plus(Duration.ofHours(12))));
    assertFalse(revoked.isRevoked(1, 7));
    assertTrue(revoked.isRevoked(1, 8));
  }

  @Test
  void whatTheLogHasToldIsNoNews() {
    revoked.addSession(7, NOON);
    assertFalse(revoked.addSession(7, NOON, NOON.plus(Duration.ofMinutes(15))));
    assertTrue(revoked.addSession(8, NOON, NOON.plus(Duration.ofMinutes(15))));
    assertTrue(revoked.isRevoked(1, 8));
  }

  @Test
  void isBounded() {
    for (int i = 1; i <= RevokedSessions.MOST + 1; i++) {
      revoked.addSession(i, NOON);
    }
    assertFalse(revoked.isRevoked(1, 1));
    assertTrue(revoked.isRevoked(1, 2));
  }

  private static long sessionBegunAt(Instant moment) {
    return (moment.toEpochMilli() - DISCORD_EPOCH) << 22;
  }
}
