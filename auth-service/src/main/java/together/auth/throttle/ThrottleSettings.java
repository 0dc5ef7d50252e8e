package together.auth.throttle;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How many wrong guesses are free, and how long the pauses after them grow. */
@ConfigMapping(prefix = "together.throttle")
public interface ThrottleSettings {
  /** Of one account, from all devices and addresses it was never logged in from. */
  @WithDefault("10")
  int accountFree();

  /** Of one account from one known device or address, which has this budget to itself. */
  @WithDefault("20")
  int knownFree();

  /** Of one address against all accounts together it has no session of. */
  @WithDefault("100")
  int addressFree();

  /** Of one session that asks for a password or code again. */
  @WithDefault("10")
  int sessionFree();

  /** Taken usernames one address may be told. */
  @WithDefault("60")
  int takenFree();

  /** The first pause; each further wrong guess doubles it. */
  @WithDefault("1s")
  Duration firstPause();

  /** The longest pause: nobody is locked out for good. */
  @WithDefault("15m")
  Duration longestPause();

  /** After so long without a wrong guess all are forgotten. */
  @WithDefault("1h")
  Duration forgetAfter();
}
