package together.auth.testing;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/** The mail that auth-service has written. */
public final class MailBox {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Pattern TOKEN = Pattern.compile("#([A-Za-z0-9_-]{43})");
  private static final Path DIRECTORY = make();

  private MailBox() {}

  static Path directory() {
    return DIRECTORY;
  }

  /** Waits for so many mails to an address; the oldest first. */
  public static List<String> of(String address, int count) {
    await().atMost(PATIENCE).until(() -> all(address).size() >= count);
    return all(address);
  }

  /** All there are now. */
  public static List<String> all(String address) {
    try (var files = Files.list(DIRECTORY)) {
      return files
          .filter(file -> file.toString().endsWith(".eml"))
          .sorted(java.util.Comparator.comparingLong(MailBox::number))
          .map(MailBox::read)
          .filter(mail -> mail.contains("\r\nTo: " + address + "\r\n"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The token of the link in a mail. */
  public static String token(String mail) {
    var found = TOKEN.matcher(mail);
    if (!found.find()) {
      throw new AssertionError("no link in " + mail);
    }
    return found.group(1);
  }

  private static long number(Path file) {
    return Long.parseLong(file.getFileName().toString().replace(".eml", ""));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path make() {
    try {
      return Files.createTempDirectory(Path.of("target"), "mail").toAbsolutePath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
