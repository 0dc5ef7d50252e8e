package together.platform.security;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Default;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.PublicKey;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/**
 * The public keys of auth-service ({@code /.well-known/jwks.json}), kept by one background thread:
 * read at the start, every five minutes, and at once when a token names a key not known yet.
 * Looking one up never blocks.
 */
@ApplicationScoped
@Default
@Readiness
public class VerificationKeys implements KeyLookup, HealthCheck {
  private static final Logger log = Logger.getLogger(VerificationKeys.class);
  private static final long REFRESH_SECONDS = 300;
  private static final long RETRY_MILLIS = 250;
  private static final long UNKNOWN_KEY_NANOS = 2_000_000_000L;

  private final URI location;
  private final Semaphore wanted = new Semaphore(1);
  private volatile Map<String, PublicKey> keys = Map.of();
  private volatile long loadedNanos;
  private volatile boolean running = true;

  public VerificationKeys(@ConfigProperty(name = "together.auth.url") String authUrl) {
    location = URI.create(authUrl + "/.well-known/jwks.json");
  }

  void start(@Observes StartupEvent event) {
    Thread.ofPlatform().daemon().name("verification-keys").start(this::keepUp);
  }

  void stop(@Observes ShutdownEvent event) {
    running = false;
    wanted.release();
  }

  @Override
  public @Nullable PublicKey find(String keyId) {
    var key = keys.get(keyId);
    if (key != null) {
      return key;
    }
    boolean fresh = !keys.isEmpty() && System.nanoTime() - loadedNanos < UNKNOWN_KEY_NANOS;
    if (fresh) {
      return null;
    }
    wanted.release();
    throw new KeysUnavailableException("the verification keys are being read");
  }

  private void keepUp() {
    try (var client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build()) {
      while (running) {
        wanted.drainPermits();
        try {
          keys = load(client);
          loadedNanos = System.nanoTime();
          if (wanted.tryAcquire(REFRESH_SECONDS, TimeUnit.SECONDS)) {
            wanted.drainPermits();
          }
        } catch (IOException | JoseException e) {
          log.debugf("verification keys: %s", e.toString());
          Thread.sleep(RETRY_MILLIS);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Map<String, PublicKey> load(HttpClient client)
      throws IOException, InterruptedException, JoseException {
    var request = HttpRequest.newBuilder(location).timeout(Duration.ofSeconds(3)).build();
    var response = client.send(request, HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IOException("status " + response.statusCode());
    }
    var loaded = new HashMap<String, PublicKey>();
    for (var key : new JsonWebKeySet(response.body()).getJsonWebKeys()) {
      if (key instanceof RsaJsonWebKey rsa && rsa.getKeyId() != null) {
        loaded.put(rsa.getKeyId(), rsa.getRsaPublicKey());
      }
    }
    return Map.copyOf(loaded);
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("verification keys").status(!keys.isEmpty()).build();
  }
}
