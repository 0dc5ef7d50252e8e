package together.auth.token;

import java.time.Duration;

/** The shipped settings, with a secret. */
record TestSettings(String keyEncryptionSecret) implements TokenSettings {
  @Override
  public Duration accessLifetime() {
    return Duration.ofMinutes(15);
  }

  @Override
  public Duration operatorLifetime() {
    return Duration.ofHours(12);
  }

  @Override
  public Duration refreshLifetime() {
    return Duration.ofDays(30);
  }

  @Override
  public Duration sessionLifetime() {
    return Duration.ofDays(365);
  }

  @Override
  public Duration refreshGrace() {
    return Duration.ofSeconds(20);
  }

  @Override
  public Duration keyLifetime() {
    return Duration.ofDays(90);
  }
}
