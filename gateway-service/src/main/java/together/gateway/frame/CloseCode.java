package together.gateway.frame;

/** Why the gateway closes a socket; the numbers are part of the protocol. */
public enum CloseCode {
  GOING_AWAY(1001, "going away"),
  /** RFC 6455's registry: this node has no room now, or cannot tell yet who it is. */
  BUSY(1013, "try again later"),
  FRAME_TOO_LARGE(1009, "frame too large"),
  UNKNOWN_ERROR(4000, "unknown error"),
  UNKNOWN_OP(4001, "unknown op"),
  BAD_PAYLOAD(4002, "bad payload"),
  NOT_IDENTIFIED(4003, "not identified"),
  BAD_TOKEN(4004, "bad token"),
  ALREADY_IDENTIFIED(4005, "already identified"),
  /** After INVALID_SESSION. */
  SESSION_INVALID(4006, "identify anew"),
  RATE_LIMITED(4008, "rate limited"),
  HEARTBEAT_TIMEOUT(4009, "heartbeat timeout"),
  SESSION_REVOKED(4010, "session revoked"),
  SLOW_CONSUMER(4013, "slow consumer");

  private final int number;
  private final String reason;

  CloseCode(int number, String reason) {
    this.number = number;
    this.reason = reason;
  }

  public int number() {
    return number;
  }

  public String reason() {
    return reason;
  }
}
