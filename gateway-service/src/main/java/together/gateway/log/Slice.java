package together.gateway.log;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/** What asking for a part of a log partition gives. */
public sealed interface Slice {
  /**
   * The next part.
   *
   * @param entries in order
   * @param through the offset up to which nothing is left out, never below the one asked from
   */
  record Here(List<LogEntry> entries, long through) implements Slice {}

  /**
   * It is being read from Kafka.
   *
   * @param done completes, on any thread, when it is worth asking again; with a {@link
   *     LogGoneException} when it is gone, with another failure when Kafka does not answer
   */
  record Coming(CompletableFuture<Void> done) implements Slice {}

  /** Kafka no longer has it, or never had. */
  record Gone() implements Slice {}
}
