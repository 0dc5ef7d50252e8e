package together.auth.password;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What a password hash costs, and how many may be computed. */
@ConfigMapping(prefix = "together.passwords")
public interface PasswordSettings {
  /** Memory of one hash in KiB; OWASP's least for two passes is 19456. */
  @WithDefault("19456")
  int memoryKib();

  /** Passes over that memory. */
  @WithDefault("2")
  int passes();

  /** Most hashes computed at once, and never more than half of the cores compute. */
  @WithDefault("64")
  int mostAtOnce();

  /** Longest time a login waits for its turn; then it is told to come again. */
  @WithDefault("3s")
  Duration longestWait();
}
