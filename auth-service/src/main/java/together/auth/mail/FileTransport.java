package together.auth.mail;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * Writes letters as files (RFC 5322), for whoever has no mail server; only their owner reads them.
 */
final class FileTransport implements MailTransport {
  private final Path directory;
  private final String from;
  private final Clock clock;

  FileTransport(Path directory, String from, Clock clock) {
    this.directory = directory;
    this.from = from;
    this.clock = clock;
  }

  @Override
  public void send(long id, Letter letter) throws IOException {
    var date =
        DateTimeFormatter.RFC_1123_DATE_TIME.format(clock.instant().atOffset(ZoneOffset.UTC));
    var text =
        """
        From: %s
        To: %s
        Subject: %s
        Date: %s
        Message-ID: <%d@together>
        MIME-Version: 1.0
        Content-Type: text/plain; charset=UTF-8
        Content-Transfer-Encoding: 8bit

        %s\
        """
            .formatted(from, letter.to(), letter.subject(), date, id, letter.text());
    Files.createDirectories(directory);
    var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    var written = Files.createTempFile(directory, "mail", ".part", owner);
    Files.writeString(written, text.replace("\n", "\r\n"), UTF_8);
    Files.move(written, directory.resolve(id + ".eml"), StandardCopyOption.REPLACE_EXISTING);
  }
}
