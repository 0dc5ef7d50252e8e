package together.e2e.chaos.fault;

import together.e2e.platform.LauncherEndedException;
import together.e2e.platform.LocalPlatform;

/**
 * kill -9 of the launcher; the next start stops what it left and begins on the same data. Another
 * fault may hit what is just starting: then a launcher gives up, and whoever runs it starts it
 * again.
 */
record LauncherKills(LocalPlatform platform) implements Injection {
  private static final int MOST_STARTS = 5;

  @Override
  public String begin(Fault fault) {
    var began = System.nanoTime();
    platform.killLauncher();
    var said = new StringBuilder();
    for (int starts = 1; ; starts++) {
      try {
        platform.startAgain();
        said.append("all ready after %.1f s".formatted((System.nanoTime() - began) / 1e9));
        return said.toString();
      } catch (LauncherEndedException e) {
        if (starts == MOST_STARTS) {
          throw e;
        }
        said.append("a start was given up: ").append(e.reason()).append("; ");
      }
    }
  }
}
