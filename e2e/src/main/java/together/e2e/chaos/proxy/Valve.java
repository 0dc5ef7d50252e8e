package together.e2e.chaos.proxy;

/** Whether bytes flow through a link; those who wait are held, nothing is lost. */
final class Valve {
  private boolean shut;

  synchronized void set(boolean nowShut) {
    shut = nowShut;
    notifyAll();
  }

  /** Returns when bytes may flow. */
  synchronized void pass() throws InterruptedException {
    while (shut) {
      wait();
    }
  }
}
