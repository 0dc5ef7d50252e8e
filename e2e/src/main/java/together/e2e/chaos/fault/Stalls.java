package together.e2e.chaos.fault;

import together.e2e.chaos.proxy.Links;

/** Connections of a link silent until the end; they stay open. */
record Stalls(Links links) implements Injection {
  @Override
  public String begin(Fault fault) {
    var link = links.of(fault.target());
    link.stall(true);
    return link.connections() + " connections";
  }

  @Override
  public void end(Fault fault) {
    links.of(fault.target()).stall(false);
  }
}
