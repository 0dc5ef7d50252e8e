package together.bench.receive;

/** Told of each message received. Called on the receiving thread only. */
public interface Tally {
  Tally NOBODY = (socket, load, number, offset, nanos) -> {};

  /**
   * @param socket index of the socket, in the order of connecting
   * @param load first part of the nonce {@code load.number}: which load it belongs to
   * @param number second part: which post of the load
   * @param offset of the record in its partition, which tells the order; -1 when there is none
   * @param nanos when the bytes were taken from the socket, {@link System#nanoTime()}
   */
  void received(int socket, int load, int number, long offset, long nanos);
}
