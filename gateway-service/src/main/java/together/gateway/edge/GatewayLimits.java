package together.gateway.edge;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What sockets may do how often, and how many there may be. */
@ConfigMapping(prefix = "together.gateway.limits")
public interface GatewayLimits {
  /** Frames a socket may send in a minute, as many of them at once; more closes it with 4008. */
  @WithDefault("120")
  int framesPerMinute();

  /** IDENTIFY and RESUME of one user in a second on this node; more closes the socket with 4008. */
  @WithDefault("20")
  int identifiesPerSecond();

  /** Sockets open on this node; further upgrades are answered 503. */
  @WithDefault("50000")
  int sockets();

  /**
   * Sessions that are between IDENTIFY or RESUME and their READY or RESUMED on this node. At that
   * many, upgrades are answered 503, and sockets that are open already are sent away with 1013.
   */
  @WithDefault("2000")
  int loading();

  /** Bytes that READY may have; the largest servers that do not fit follow it one by one. */
  @WithDefault("300000")
  int readyBytes();
}
