package together.e2e.client;

/** Told of everything on a socket, in its order, on its event loop: never blocks. */
public interface GatewayListener {

  void received(Frame frame);

  /** Also when the socket then connects anew. */
  default void closed(Close close) {}

  /** The upgrade was refused or the hostname not reached; status 0: no answer. */
  default void refused(int status) {}
}
