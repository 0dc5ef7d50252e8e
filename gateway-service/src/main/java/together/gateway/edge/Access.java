package together.gateway.edge;

/** What the edge asks of a caller. The service behind asks again, and decides what is allowed. */
public enum Access {
  /** Nothing. */
  OPEN,
  /** A valid access token of a session that is not revoked. */
  TOKEN,
  /** Nothing here: the service asks for the operator's token. */
  OPERATOR
}
