package together.bench.scale;

/**
 * How long until everybody is back.
 *
 * @param clients who lost their node
 * @param admitted sessions a second that the nodes left can take in, with the cores they have spare
 * @param seconds until the last is back
 */
record Storm(double clients, double admitted, double seconds) {

  /**
   * @param lost nodes at once
   * @param left nodes that take them in
   */
  static Storm of(Inputs inputs, Nodes nodes, double lost, double left) {
    var clients = inputs.of("people.connected") * lost / nodes.count();
    var spare = Math.max(0.1, 1 - nodes.cpu()) * inputs.of("node.cores");
    var admitted = left * spare * inputs.of("cost.identifies");
    return new Storm(clients, admitted, Math.max(inputs.of("jitter.seconds"), clients / admitted));
  }
}
