package together.auth.account;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What becomes of accounts whose owners leave. */
@ConfigMapping(prefix = "together.accounts")
public interface AccountSettings {
  /** An account is erased so long after its owner asked for it; until then they may come back. */
  @WithDefault("14d")
  Duration deletionGrace();

  /** When another service does not answer, an erasure goes on so much later; then twice that. */
  @WithDefault("5s")
  Duration deletionRetry();

  /** Nobody gets the name of an erased account, nor one that looks like it, for so long. */
  @WithDefault("180d")
  Duration nameKept();
}
