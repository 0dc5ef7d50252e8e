package together.standalone.log;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.FileHandler;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** The launcher's own log: the broker runs in its JVM, and logs by way of java.util.logging. */
public final class KafkaLog {
  /** Held, because the logging framework forgets the level of a logger nobody holds. */
  private static final Logger CONFIGURATION = Logger.getLogger("org.apache.kafka.common.config");

  private static final Logger ROOT = Logger.getLogger("");

  private KafkaLog() {}

  public static void writeTo(Path file, Level level) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    System.setProperty(
        "java.util.logging.SimpleFormatter.format", "%1$tF %1$tT.%1$tL %4$-7s [%3$s] %5$s%6$s%n");
    for (var handler : ROOT.getHandlers()) {
      ROOT.removeHandler(handler);
    }
    var handler = new FileHandler(file.toString(), 0L, 1, true);
    handler.setFormatter(new SimpleFormatter());
    ROOT.addHandler(handler);
    ROOT.setLevel(level);
    // Hundreds of lines that repeat the broker's settings.
    CONFIGURATION.setLevel(Level.WARNING);
  }
}
