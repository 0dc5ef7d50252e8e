package together.e2e.chaos.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A small file system of its own under Kafka's data, which a filler file makes full. Needs the
 * right to mount.
 */
final class KafkaDisk implements Injection, AutoCloseable {
  private static final int MEGABYTES = 1024;

  private final Path directory;

  private KafkaDisk(Path directory) {
    this.directory = directory;
  }

  /**
   * Mounts it; before Kafka first starts.
   *
   * @throws IOException when this machine does not let us, with its reason
   */
  static KafkaDisk mount(Path directory) throws IOException, InterruptedException {
    Files.createDirectories(directory);
    run("mount", "-t", "tmpfs", "-o", "size=" + MEGABYTES + "m", "tmpfs", directory.toString());
    return new KafkaDisk(directory);
  }

  private Path filler() {
    return directory.resolve("filler");
  }

  @Override
  public String begin(Fault fault) throws IOException {
    var chunk = new byte[1 << 16];
    var written = 0L;
    try (var out =
        Files.newByteChannel(filler(), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      while (true) {
        written += out.write(ByteBuffer.wrap(chunk));
      }
    } catch (IOException e) {
      if (Files.getFileStore(directory).getUsableSpace() > chunk.length) {
        throw e;
      }
    }
    return (written >> 20) + " MiB of filler";
  }

  @Override
  public void end(Fault fault) throws IOException {
    Files.deleteIfExists(filler());
  }

  @Override
  public void close() {
    try {
      run("umount", "-l", directory.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void run(String... command) throws IOException, InterruptedException {
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(output.strip());
    }
  }
}
