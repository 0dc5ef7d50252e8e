package together.gateway.log;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The recent window of all log partitions, bounded by bytes: what READY queues behind itself and
 * RESUME replays. Written by the reader, read by every event loop. Thread-safe.
 */
public final class EventLog {
  private final int partitions;
  private final long mostBytes;
  private final List<Window> windows = new ArrayList<>();
  private final ArrayDeque<Window> order = new ArrayDeque<>();
  private long bytes;

  private static final class Window {
    /** The offset before the first one kept: what a cursor must at least contain. */
    long before;

    long last;
    final ArrayDeque<LogEntry> entries = new ArrayDeque<>();

    Window(long before) {
      this.before = before;
      this.last = before;
    }
  }

  /** An empty window that begins after {@code start}. */
  public EventLog(Positions start, long mostBytes) {
    this.partitions = start.partitions();
    this.mostBytes = mostBytes;
    for (var log : Log.values()) {
      for (int partition = 0; partition < partitions; partition++) {
        windows.add(new Window(start.get(log, partition)));
      }
    }
  }

  public int partitions() {
    return partitions;
  }

  /**
   * Adds the next records of their partitions, dropping the oldest of all when the window is full.
   * One that is here already is left out.
   */
  public synchronized void append(List<LogEntry> entries) {
    entries.forEach(this::append);
  }

  /** The same for one. */
  public synchronized void append(LogEntry entry) {
    var window = window(entry.log(), entry.partition());
    if (entry.offset() <= window.last) {
      return;
    }
    window.entries.addLast(entry);
    window.last = entry.offset();
    order.addLast(window);
    bytes += entry.bytes();
    while (bytes > mostBytes && order.size() > 1) {
      var oldest = order.removeFirst();
      var dropped = oldest.entries.removeFirst();
      oldest.before = dropped.offset();
      bytes -= dropped.bytes();
    }
  }

  /**
   * At most {@code limit} entries of a partition after {@code after} up to {@code last}, in order;
   * null when not all that follows {@code after} is here any more.
   */
  public synchronized @Nullable List<LogEntry> read(
      Log log, int partition, long after, long last, int limit) {
    var window = window(log, partition);
    if (after < window.before) {
      return null;
    }
    var found = new ArrayList<LogEntry>();
    if (after >= window.last) {
      return found;
    }
    for (var entry : window.entries) {
      if (entry.offset() > last || found.size() == limit) {
        break;
      }
      if (entry.offset() > after) {
        found.add(entry);
      }
    }
    return found;
  }

  private Window window(Log log, int partition) {
    return windows.get(log.ordinal() * partitions + partition);
  }
}
