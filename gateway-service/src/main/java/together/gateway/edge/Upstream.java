package together.gateway.edge;

/** Who answers a route: a service behind the edge, or the gateway itself. */
public enum Upstream {
  AUTH,
  GUILD,
  MESSAGE,
  VOICE,
  GATEWAY
}
