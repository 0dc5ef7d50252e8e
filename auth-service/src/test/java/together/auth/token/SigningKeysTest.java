package together.auth.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import together.auth.testing.AuthPlatform;
import together.auth.testing.Database;
import together.platform.security.KeysUnavailableException;

/** Replicas made here see the same table as the running service, at another time. */
@QuarkusTest
@WithTestResource(AuthPlatform.class)
class SigningKeysTest {
  private static final Duration LATER = Duration.ofDays(91);

  @Inject SigningKeyRepository repository;
  @Inject TokenSettings settings;
  @Inject SigningKeys running;
  @Inject Database database;

  // The table keeps microseconds.
  private final Instant now = Clock.systemUTC().instant().truncatedTo(ChronoUnit.MILLIS);

  private SigningKeys replica(Instant at) {
    return new SigningKeys(repository, settings, Clock.fixed(at, ZoneOffset.UTC));
  }

  @AfterEach
  void onlyTheRunningKeyStays() throws SQLException {
    database.update("DELETE FROM signing_keys WHERE kid <> ?", running.signer().id());
    database.update("UPDATE signing_keys SET retires_at = NULL");
  }

  @Test
  void replicasShareOneKey() throws Exception {
    var replica = replica(now);
    replica.keep();
    assertEquals(running.signer().id(), replica.signer().id());
  }

  @Test
  void replicasThatRenewAtOnceMakeOneKey() throws Exception {
    var calls = new ArrayList<Callable<String>>();
    for (int i = 0; i < 4; i++) {
      var replica = replica(now.plus(LATER));
      calls.add(() -> {
        replica.keep();
        return replica.published().getLast().id();
      });
    }
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var made = threads.invokeAll(calls).stream().map(done -> done.resultNow()).distinct();
      assertEquals(1, made.count());
    }
    assertEquals(2, repository.findAll().size());
  }

  @Test
  void aNewKeyIsPublishedBeforeItSigns() throws Exception {
    var renewing = replica(now.plus(LATER));
    renewing.keep();
    var old = running.signer().id();
    var fresh = renewing.published().getLast().id();
    assertNotEquals(old, fresh);
    assertEquals(old, renewing.signer().id());
    assertNotNull(renewing.find(fresh));

    var after = replica(now.plus(LATER).plus(SigningKeys.PUBLISHED_AHEAD));
    after.keep();
    assertEquals(fresh, after.signer().id());
    assertNotNull(after.find(old), "tokens of the old key are still good");
  }

  @Test
  void anOldKeyIsGoodUntilItsLastTokenHasExpired() throws Exception {
    replica(now.plus(LATER)).keep();
    var old = running.signer().id();
    var retired =
        now.plus(LATER).plus(SigningKeys.PUBLISHED_AHEAD).plus(settings.operatorLifetime());
    var before = replica(retired.minusMillis(1));
    before.keep();
    assertNotNull(before.find(old));
    var after = replica(retired.plusMillis(1));
    after.keep();
    assertNull(after.find(old));
    assertEquals(1, after.published().size());
  }

  @Test
  void knowsNothingBeforeItHasRead() {
    var replica = replica(now);
    assertThrows(KeysUnavailableException.class, () -> replica.find("any"));
    assertThrows(KeysUnavailableException.class, replica::signer);
    assertEquals(List.of(), replica.published());
  }
}
