package together.e2e.chaos.fault;

import together.e2e.platform.LocalPlatform;

/** kill -9 of the launcher; the next start stops what it left and begins on the same data. */
record LauncherKills(LocalPlatform platform) implements Injection {
  @Override
  public String begin(Fault fault) {
    var began = System.nanoTime();
    platform.killLauncherAndStartAgain();
    return "all ready after %.1f s".formatted((System.nanoTime() - began) / 1e9);
  }
}
