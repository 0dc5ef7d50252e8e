package together.gateway.session;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** The gateway's settings in tests. */
record TestSettings(int heartbeatMillis, Duration identifyTimeout, long queueBytes)
    implements GatewaySettings {
  static final TestSettings DEFAULT = new TestSettings(30_000, Duration.ofSeconds(10), 1 << 20);

  @Override
  public Duration mostFlushPause() {
    return Duration.ZERO;
  }

  @Override
  public boolean compression() {
    return true;
  }

  @Override
  public int unidentifiedPerAddress() {
    return 2;
  }

  @Override
  public long windowBytes() {
    return 1 << 20;
  }

  @Override
  public long historyBytes() {
    return 1 << 20;
  }

  @Override
  public Duration backfill() {
    return Duration.ofMinutes(20);
  }

  @Override
  public Duration mostLag() {
    return Duration.ofSeconds(10);
  }

  @Override
  public Optional<Set<String>> origins() {
    return Optional.empty();
  }

  @Override
  public String publicUrl() {
    return "http://localhost:8080";
  }
}
