package together.gateway.log;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import together.gateway.log.Chunks.Place;
import together.platform.kafka.KafkaSettings;

/**
 * What the window no longer holds, read from Kafka in chunks: each once for all who ask for it at
 * about the same time. The chunks kept are bounded by bytes, those being read by the readers, those
 * waited for by number and time. Thread-safe, never blocks.
 */
public final class History implements Past.Older, AutoCloseable {
  private static final Logger logger = Logger.getLogger(History.class);
  private static final int READERS = 2;
  private static final int MOST_WAITING = 1_000;
  private static final long DEADLINE_NANOS = TimeUnit.SECONDS.toNanos(15);
  private static final long IDLE_MILLIS = 20_000;

  private record Request(Place place, CompletableFuture<Void> done, long deadlineNanos) {}

  private final Supplier<Consumer<byte[], byte[]>> connect;
  private final Chunks kept;
  private final Map<Place, CompletableFuture<Void>> asked = new HashMap<>();
  private final ArrayDeque<Request> waiting = new ArrayDeque<>();
  private int readers;
  private int idle;
  private boolean closed;

  /**
   * @param mostBytes of the chunks kept for those who ask next
   */
  public History(KafkaSettings settings, long mostBytes) {
    this(() -> ChunkReader.connect(settings), mostBytes);
  }

  History(Supplier<Consumer<byte[], byte[]>> connect, long mostBytes) {
    this.connect = connect;
    this.kept = new Chunks(mostBytes);
  }

  @Override
  public synchronized Slice read(Log log, int partition, long after) {
    long wanted = after + 1;
    // Chunks begin at fixed offsets, so that those who resume at about the same place meet.
    long begin = wanted / ChunkReader.MOST_RECORDS * ChunkReader.MOST_RECORDS;
    var place = new Place(log, partition, begin);
    var chunk = kept.before(place.at(wanted));
    if (chunk == null || chunk.through() < begin - 1) {
      return new Slice.Coming(ask(place));
    }
    if (wanted < chunk.from()) {
      return new Slice.Gone();
    }
    if (chunk.through() >= wanted) {
      return new Slice.Here(chunk.after(after), chunk.through());
    }
    // It was cut short by its size, or by the log's end at that time.
    return new Slice.Coming(ask(place.at(chunk.through() + 1)));
  }

  private CompletableFuture<Void> ask(Place place) {
    var known = asked.get(place);
    if (known != null) {
      return known;
    }
    var done = new CompletableFuture<Void>();
    if (closed || waiting.size() >= MOST_WAITING) {
      done.completeExceptionally(new TimeoutException("too much is being read"));
      return done;
    }
    asked.put(place, done);
    waiting.add(new Request(place, done, System.nanoTime() + DEADLINE_NANOS));
    if (waiting.size() > idle && readers < READERS) {
      readers++;
      Thread.ofPlatform().daemon().name("log-history").start(this::serve);
    } else {
      notifyAll();
    }
    return done;
  }

  /** One reader, until there has been nothing to read for a while. */
  private void serve() {
    ChunkReader reader = null;
    Request request;
    while ((request = next()) != null) {
      try {
        if (reader == null) {
          reader = new ChunkReader(connect.get());
        }
        var place = request.place();
        done(
            request,
            reader.read(place.log(), place.partition(), place.start(), request.deadlineNanos()));
      } catch (LogGoneException e) {
        failed(request, e);
      } catch (KafkaException e) {
        logger.warnf("%s cannot be read: %s", request.place(), e.getMessage());
        failed(request, e);
        close(reader);
        reader = null;
      } catch (RuntimeException e) {
        logger.errorf(e, "%s cannot be read", request.place());
        failed(request, e);
        close(reader);
        reader = null;
      }
    }
    close(reader);
  }

  private static void close(@Nullable ChunkReader reader) {
    try {
      if (reader != null) {
        reader.close();
      }
    } catch (KafkaException e) {
      logger.debugf("closing: %s", e.getMessage());
    }
  }

  private synchronized @Nullable Request next() {
    try {
      long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(IDLE_MILLIS);
      while (!closed) {
        var request = waiting.poll();
        if (request != null) {
          return request;
        }
        long millis = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
        if (millis <= 0) {
          break;
        }
        idle++;
        try {
          wait(millis);
        } finally {
          idle--;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    readers--;
    return null;
  }

  private void done(Request request, Chunk chunk) {
    synchronized (this) {
      asked.remove(request.place());
      kept.keep(request.place(), chunk);
    }
    request.done().complete(null);
  }

  private void failed(Request request, Exception cause) {
    synchronized (this) {
      asked.remove(request.place());
    }
    request.done().completeExceptionally(cause);
  }

  /** Whoever still waits is told so. */
  @Override
  public void close() {
    ArrayDeque<Request> left;
    synchronized (this) {
      closed = true;
      left = new ArrayDeque<>(waiting);
      waiting.clear();
      notifyAll();
    }
    left.forEach(request -> failed(request, new TimeoutException("the node stops")));
  }
}
