package together.gateway.presence;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of presence. */
@ConfigMapping(prefix = "together.presence")
public interface PresenceSettings {
  /**
   * In servers with more members presence comes only for what a client subscribed to; Discord's
   * {@code large_threshold}.
   */
  @WithDefault("250")
  int largeThreshold();

  /** A node whose heartbeats, every 5 s, are missing for so long is gone, its sessions with it. */
  @WithDefault("15S")
  Duration silence();

  /** How long after the last session's end its user goes: who reconnects meanwhile never left. */
  @WithDefault("3S")
  Duration linger();

  /** A user's changes are told this far apart at least; what lies between is left out. */
  @WithDefault("2S")
  Duration changeInterval();

  /**
   * Members of all servers whose lists are looked at on this node, about 130 bytes each; a server
   * that does not fit beside the others has no list here.
   */
  @WithDefault("1000000")
  int mostListedMembers();

  /**
   * A temporary membership ends when its user had no session for so long: a socket that breaks, or
   * a platform that starts again, is no end.
   */
  @WithDefault("1M")
  Duration temporaryGrace();

  /** Changes of so long go to the sockets together. */
  @WithDefault("100MS")
  Duration coalesce();
}
