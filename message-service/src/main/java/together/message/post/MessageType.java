package together.message.post;

/** Kinds of messages, by Discord's numbers. */
public enum MessageType {
  DEFAULT(0),
  /** The service says that its author has pinned the message it refers to. */
  PINNED(6),
  /** The service says that its author has joined the server. */
  JOINED(7),
  REPLY(19);

  private final int number;

  MessageType(int number) {
    this.number = number;
  }

  public int number() {
    return number;
  }

  /** Whether the service itself has said it. */
  public static boolean isSystem(int number) {
    return number != DEFAULT.number && number != REPLY.number;
  }
}
