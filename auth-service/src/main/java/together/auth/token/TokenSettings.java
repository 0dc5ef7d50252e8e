package together.auth.token;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Lifetimes of tokens and of the keys that sign them. */
@ConfigMapping(prefix = "together.tokens")
public interface TokenSettings {
  /** An access token is good for this long. */
  @WithDefault("15m")
  Duration accessLifetime();

  /** An access token made by the operator's bulk path is good for this long. */
  @WithDefault("12h")
  Duration operatorLifetime();

  /** A session that is not refreshed for this long has ended. */
  @WithDefault("30d")
  Duration refreshLifetime();

  /** A session ends so long after its login, however often it is refreshed. */
  @WithDefault("365d")
  Duration sessionLifetime();

  /** How long a refresh whose answer was lost may be repeated; at most 30 s. */
  @WithDefault("20s")
  Duration refreshGrace();

  /** A signing key signs for this long, then a new one does. */
  @WithDefault("90d")
  Duration keyLifetime();

  /** Private keys are stored encrypted under a key derived from this; at least 16 characters. */
  String keyEncryptionSecret();
}
