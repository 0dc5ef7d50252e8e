package together.gateway.log;

/**
 * The event logs a client's stream is made of. The order is that in which positions and replays are
 * kept.
 */
public enum Log {
  // Guild first: what it says of sight must be known before the messages of the same moment.
  GUILD("g", "together.guild.v1"),
  USER("u", "together.user.v1"),
  MESSAGE("m", "together.message.v1"),
  VOICE("v", "together.voice.v1");

  private static final Log[] ALL = values();

  private final String letter;
  private final String topic;

  Log(String letter, String topic) {
    this.letter = letter;
    this.topic = topic;
  }

  /** How positions in this log begin: {@code m3-10234}. */
  public String letter() {
    return letter;
  }

  public String topic() {
    return topic;
  }

  static Log ofTopic(String topic) {
    for (var log : ALL) {
      if (log.topic.equals(topic)) {
        return log;
      }
    }
    throw new IllegalArgumentException(topic);
  }
}
