package together.message.post;

import together.proto.Message;

/** What became of a draft. */
public sealed interface Outcome {
  /** It is stored and its event is on its way. */
  record Created(Message message) implements Outcome {}

  /** Its nonce has made this message before; nothing was written. */
  record Repeated(long messageId) implements Outcome {}

  /** A file it names has gone to another message, or from the store; nothing was written. */
  record WithoutFiles() implements Outcome {}

  /** Slow mode: nothing was written, and would not be for so many milliseconds. */
  record TooSoon(long remainingMillis) implements Outcome {}
}
