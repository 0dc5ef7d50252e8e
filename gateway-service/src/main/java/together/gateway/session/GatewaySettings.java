package together.gateway.session;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Settings of the WebSocket gateway. */
@ConfigMapping(prefix = "together.gateway")
public interface GatewaySettings {
  /** How often a client sends HEARTBEAT, milliseconds; silent for 1.5 of it, it is closed. */
  @WithDefault("30000")
  int heartbeatMillis();

  /** How long a new socket may take to identify. */
  @WithDefault("10S")
  Duration identifyTimeout();

  /**
   * Most sockets of one address that have not identified; one more upgrade is answered with 429.
   */
  @WithDefault("5000")
  int unidentifiedPerAddress();

  /** Bytes that may wait for one socket; more closes it with 4013. */
  @WithDefault("1048576")
  long queueBytes();

  /**
   * At load, the longest that events wait to be flushed together: fewer system calls, later events.
   */
  @WithDefault("40MS")
  Duration mostFlushPause();

  /**
   * Whether sockets that ask for it get their events compressed (permessage-deflate): about a third
   * of the bytes, for some CPU at both ends.
   */
  @WithDefault("false")
  boolean compression();

  /** Bytes of recent events kept in memory for replay. */
  @WithDefault("50331648")
  long windowBytes();

  /**
   * Bytes of older events, read from Kafka for clients that resume below the window, kept for
   * others that resume there.
   */
  @WithDefault("16777216")
  long historyBytes();

  /**
   * How far back the logs are read at the start; revocations must outlive access tokens (15
   * minutes).
   */
  @WithDefault("20M")
  Duration backfill();

  /** A node that is further behind the logs is not ready: it takes no new sockets. */
  @WithDefault("10S")
  Duration mostLag();

  /** Origins beside the public URL's own from which browsers may connect. */
  Optional<Set<String>> origins();

  /** The URL clients know this platform by. */
  @WithDefault("http://localhost:8080")
  String publicUrl();
}
