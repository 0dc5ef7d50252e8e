package together.bench.corpus;

/**
 * A message of a day.
 *
 * @param line its place in the day's file, counted from 0; unique within the day
 * @param nick who said it, as the corpus has it
 * @param replyTo line of the message it answers, or {@link #NO_REPLY}
 */
public record ChatMessage(int line, String nick, String text, int replyTo) {
  public static final int NO_REPLY = -1;

  public boolean isReply() {
    return replyTo != NO_REPLY;
  }
}
