package together.platform.image;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import together.platform.problem.CommonProblem;
import together.platform.problem.ProblemException;

/**
 * Makes small pictures of uploads: PNG, JPEG, GIF and WebP by content, the first frame, within
 * bounds of pixels and frames. What decodes them is a process of its own for each (docs/adr/0018);
 * so many at once. Blocking.
 */
@ApplicationScoped
public class ScaledImages {
  private static final int MOST_FRAMES = 500;
  private static final long WAIT_SECONDS = 5;
  private static final int PART_BYTES = 65_536;

  private final Semaphore places;
  private final int heapMegabytes;

  public ScaledImages(
      @ConfigProperty(name = "together.image.at-once") int atOnce,
      @ConfigProperty(name = "together.image.heap-megabytes") int heapMegabytes) {
    places = new Semaphore(atOnce, true);
    this.heapMegabytes = heapMegabytes;
  }

  /**
   * The upload in each of the sizes, in their order. It is read to a file, so that it takes no
   * memory and a slow sender no place.
   *
   * @throws ProblemException 413 beyond {@code mostBytes}; 422 on {@code field}: UNKNOWN_FORMAT,
   *     TOO_MANY_PIXELS (16,777,216; WebP 4,194,304), TOO_MANY_FRAMES (500; scans of a JPEG too),
   *     UNREADABLE; 503 when too many are under way
   */
  public List<ScaledImage> of(
      String field, InputStream upload, long mostBytes, Fit fit, List<Integer> sizes) {
    try {
      var file = Files.createTempFile("upload", null);
      try {
        store(upload, file, mostBytes);
        return of(field, file, fit, sizes);
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void store(InputStream upload, Path file, long mostBytes) throws IOException {
    try (var output = Files.newOutputStream(file)) {
      var part = new byte[PART_BYTES];
      long bytes = 0;
      for (int read = upload.read(part); read >= 0; read = upload.read(part)) {
        bytes += read;
        if (bytes > mostBytes) {
          throw new ProblemException(
              CommonProblem.PAYLOAD_TOO_LARGE, "an image has at most " + mostBytes + " bytes");
        }
        output.write(part, 0, read);
      }
    }
  }

  /** The same of a file, which has a bound already. */
  public List<ScaledImage> of(String field, Path file, Fit fit, List<Integer> sizes)
      throws IOException {
    var format =
        format(file)
            .orElseThrow(() ->
                ProblemException.invalid(
                    field, "UNKNOWN_FORMAT", "must be PNG, JPEG, GIF or WebP"));
    if (!enter()) {
      throw new ProblemException(
          CommonProblem.DEPENDENCY_UNAVAILABLE, "too many images are being read; try again");
    }
    try {
      return run(field, command(format, fit, sizes), file, sizes);
    } catch (IOException e) {
      // It broke off: what it was given is no image, or one that takes too much.
      throw ProblemException.invalid(field, "UNREADABLE", "cannot be read as " + format);
    } finally {
      places.release();
    }
  }

  private static Optional<ImageFormat> format(Path file) throws IOException {
    try (var input = Files.newInputStream(file)) {
      return ImageFormat.of(input.readNBytes(ImageFormat.HEAD_BYTES));
    }
  }

  private boolean enter() {
    try {
      return places.tryAcquire(WAIT_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static List<ScaledImage> run(
      String field, List<String> command, Path file, List<Integer> sizes) throws IOException {
    var builder =
        new ProcessBuilder(command)
            .redirectInput(file.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().clear();
    var process = builder.start();
    var watch = Thread.ofVirtual().start(() -> endInTime(process));
    try (var answer = new DataInputStream(new BufferedInputStream(process.getInputStream()))) {
      if (answer.readBoolean() != ImageWorker.MADE) {
        throw ProblemException.invalid(
            field, answer.readUTF(), "has more of them than is read of an image");
      }
      var made = new ArrayList<ScaledImage>();
      for (int size : sizes) {
        made.add(new ScaledImage(size, answer.readUTF(), answer.readNBytes(answer.readInt())));
      }
      return made;
    } finally {
      process.destroyForcibly();
      watch.interrupt();
    }
  }

  private static void endInTime(Process process) {
    try {
      if (!process.waitFor(ImageWorker.SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
    }
  }

  private List<String> command(ImageFormat format, Fit fit, List<Integer> sizes) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx" + heapMegabytes + "m",
            "-Xss512k",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:-UsePerfData",
            "-Djava.awt.headless=true",
            "-cp",
            System.getProperty("java.class.path"),
            ImageWorker.class.getName(),
            format.name(),
            fit.name(),
            Integer.toString(MOST_FRAMES)));
    sizes.forEach(size -> command.add(Integer.toString(size)));
    return command;
  }
}
