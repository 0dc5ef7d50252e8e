package together.gateway.session;

import together.gateway.edge.GatewayLimits;

/** Limits that tests do not reach unless they mean to. */
record TestLimits(int framesPerMinute, int identifiesPerSecond, int sockets, int loading)
    implements GatewayLimits {
  static final TestLimits DEFAULT = new TestLimits(1_000, 1_000, 1_000, 1_000);

  @Override
  public int readyBytes() {
    return 300_000;
  }
}
