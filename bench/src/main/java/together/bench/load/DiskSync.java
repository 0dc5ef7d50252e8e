package together.bench.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** What it takes this disk to make 4 KiB durable: pwrite and fdatasync, one after the other. */
final class DiskSync {
  private static final int BYTES = 4096;

  /** A log that is written again and again, as PostgreSQL's is: its size does not change. */
  private static final int BLOCKS = 4096;

  private static final long NANOS = TimeUnit.SECONDS.toNanos(3);

  private DiskSync() {}

  /**
   * Microseconds of each, for some seconds.
   *
   * @param directory on the disk in question
   */
  static Histogram measure(Path directory) {
    var times = new Histogram(3);
    try {
      var file = Files.createTempFile(directory, "sync", ".tmp");
      try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
        var block = ByteBuffer.allocateDirect(BYTES);
        for (var number = 0; number < BLOCKS; number++) {
          channel.write(block.clear(), (long) number * BYTES);
        }
        channel.force(true);
        var end = System.nanoTime() + NANOS;
        for (var number = 0; System.nanoTime() < end; number = (number + 1) % BLOCKS) {
          var began = System.nanoTime();
          channel.write(block.clear(), (long) number * BYTES);
          channel.force(false);
          times.recordValue(TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - began));
        }
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return times;
  }
}
