package together.bench.corpus;

import java.util.List;

/**
 * One day of chat, one channel of the server.
 *
 * @param name the channel's name, unique in the corpus
 * @param source where it comes from, with the line the nonce of a message
 */
public record ChatDay(String name, String source, List<ChatMessage> messages) {

  public ChatDay {
    messages = List.copyOf(messages);
  }

  /** The same in every run, so that a repeated seed doubles nothing. */
  public String nonce(ChatMessage message) {
    return source + ":" + message.line();
  }
}
