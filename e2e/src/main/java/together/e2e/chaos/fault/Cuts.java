package together.e2e.chaos.fault;

import java.util.Random;
import together.e2e.chaos.proxy.Links;

/** Connections of a link reset, and new ones refused until the end. */
record Cuts(Links links, Random random) implements Injection {
  @Override
  public String begin(Fault fault) {
    var link = links.of(fault.target());
    link.refuse(true);
    return link.cut(fault.amount() / 100.0, random) + " connections";
  }

  @Override
  public void end(Fault fault) {
    links.of(fault.target()).refuse(false);
  }
}
