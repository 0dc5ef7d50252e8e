package together.auth.testing;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.formatters.PatternFormatter;

/** What the service logs as a warning or worse, from its beginning until it is closed. */
public final class Complaints extends Handler implements AutoCloseable {
  private final PatternFormatter format = new PatternFormatter("%p %c %s");
  private final Queue<String> lines = new ConcurrentLinkedQueue<>();

  public Complaints() {
    Logger.getLogger("").addHandler(this);
  }

  /** Those that have this text. */
  public List<String> of(String text) {
    return lines.stream().filter(line -> line.contains(text)).toList();
  }

  @Override
  public void publish(LogRecord line) {
    if (line.getLevel().intValue() >= Level.WARNING.intValue()) {
      lines.add(format.format(line));
    }
  }

  @Override
  public void flush() {
    // Nothing is kept back.
  }

  @Override
  public void close() {
    Logger.getLogger("").removeHandler(this);
  }
}
