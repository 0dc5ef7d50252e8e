package together.auth.token;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Default;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import together.platform.security.KeyLookup;
import together.platform.security.KeysUnavailableException;

/**
 * The keys that sign access tokens, the same on all replicas: read from the database at the start
 * and once a minute; the first is made at the first start, a new one when the newest has signed for
 * its lifetime. Nobody is logged out by that: the new key is published before it signs, the old one
 * until its last token has expired. Looking one up never blocks.
 */
@ApplicationScoped
@Default
@Readiness
public class SigningKeys implements KeyLookup, HealthCheck {
  private static final Logger log = Logger.getLogger(SigningKeys.class);

  /** Longer than verifiers keep keys without reading them anew (5 minutes). */
  static final Duration PUBLISHED_AHEAD = Duration.ofMinutes(15);

  private static final long KEEP_SECONDS = 60;
  private static final long RETRY_SECONDS = 1;

  private final SigningKeyRepository repository;
  private final TokenSettings settings;
  private final Clock clock;
  private final ScheduledExecutorService upkeep =
      Executors.newSingleThreadScheduledExecutor(
          task -> Thread.ofPlatform().daemon().name("signing-keys").unstarted(task));
  private volatile List<SigningKey> keys = List.of();

  SigningKeys(SigningKeyRepository repository, TokenSettings settings, Clock clock) {
    this.repository = repository;
    this.settings = settings;
    this.clock = clock;
  }

  void start(@Observes StartupEvent event) {
    keepAndSchedule();
  }

  void stop(@Observes ShutdownEvent event) {
    upkeep.shutdownNow();
  }

  /** The key that signs now. */
  SigningKey signer() {
    var now = clock.instant();
    return keys.stream()
        .filter(key -> !key.signsFrom().isAfter(now))
        .reduce((first, second) -> second)
        .orElseThrow(() -> new KeysUnavailableException("the signing keys are being read"));
  }

  /** All whose tokens may still be good, and the one to come. */
  List<SigningKey> published() {
    var now = clock.instant();
    return keys.stream().filter(key -> !key.isRetired(now)).toList();
  }

  @Override
  public @Nullable PublicKey find(String keyId) {
    if (keys.isEmpty()) {
      throw new KeysUnavailableException("the signing keys are being read");
    }
    for (var key : published()) {
      if (key.id().equals(keyId)) {
        return key.publicKey();
      }
    }
    return null;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("signing keys").status(!keys.isEmpty()).build();
  }

  private void keepAndSchedule() {
    long next = RETRY_SECONDS;
    try {
      keep();
      next = KEEP_SECONDS;
    } catch (SQLException | RuntimeException e) {
      log.warnf("signing keys: %s", e.getMessage());
    } catch (GeneralSecurityException e) {
      log.errorf(
          e,
          "signing keys cannot be decrypted: is together.tokens.key-encryption-secret another one?");
    } finally {
      if (!upkeep.isShutdown()) {
        var _ = upkeep.schedule(this::keepAndSchedule, next, TimeUnit.SECONDS);
      }
    }
  }

  /** Reads the keys, and makes a new one where it is time; two replicas make one. */
  void keep() throws SQLException, GeneralSecurityException {
    var now = clock.instant();
    var found = repository.findAll();
    if (isRenewalDue(found, now)) {
      found = renew(now);
    }
    keys = List.copyOf(found);
  }

  private boolean isRenewalDue(List<SigningKey> found, Instant now) {
    return found.isEmpty()
        || found.getLast().signsFrom().plus(settings.keyLifetime()).isBefore(now);
  }

  private List<SigningKey> renew(Instant now) {
    return QuarkusTransaction.requiringNew()
        .call(() -> {
          repository.lock();
          var found = repository.findAll();
          if (!isRenewalDue(found, now)) {
            return found;
          }
          var signsFrom = found.isEmpty() ? now : now.plus(PUBLISHED_AHEAD);
          repository.retire(signsFrom.plus(longestLifetime()));
          repository.create(now, signsFrom);
          repository.deleteRetired(now);
          return repository.findAll();
        });
  }

  private Duration longestLifetime() {
    var access = settings.accessLifetime();
    var operator = settings.operatorLifetime();
    return access.compareTo(operator) > 0 ? access : operator;
  }
}
