package together.auth.export;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.SQLException;
import together.proto.PersonalFile;

/**
 * Writes all that is held on a user into a zip, a page of each service in memory at a time. Throws
 * when a service does not answer: then it is begun anew.
 */
@ApplicationScoped
class ExportBuilder {
  private static final String README =
      """
      What Together holds on you, at the time of the request. Each .jsonl file has a JSON object a line.

      account.json, avatar.*       your account and picture
      sessions.jsonl               logins, with devices and addresses
      security_events.jsonl        what happened to your account's security in the last 180 days
      mails.jsonl                  mails to you that wait, or were sent within the hour
      relationships.jsonl          friends, requests and blocks
      servers.jsonl                servers you are in, with nickname and roles
      private_channels.jsonl       direct messages and groups
      invites.jsonl, emojis.jsonl  what you have made in those servers
      bans.jsonl                   servers that keep you out
      audit_log.jsonl              what you have done with power in servers you are in
      read_states.jsonl, notification_settings.jsonl
      messages/<channel>.jsonl     what you have written, with edits, reactions and files
      reactions.jsonl              your reactions
      attachments.jsonl, files/    what you have uploaded
      left_out.jsonl               files that were too much for this zip, if there are any

      Voice is not recorded. Password, second factor and tokens are kept as hashes or sealed, and are not here.
      """;

  private final OwnData own;
  private final GuildData guilds;
  private final MessageData messages;
  private final ExportSettings settings;
  private final ObjectMapper json;

  ExportBuilder(
      OwnData own,
      GuildData guilds,
      MessageData messages,
      ExportSettings settings,
      ObjectMapper json) {
    this.own = own;
    this.guilds = guilds;
    this.messages = messages;
    this.settings = settings;
    this.json = json;
  }

  void build(long userId, OutputStream target) throws IOException, SQLException {
    try (var zip = new ExportZip(target)) {
      zip.bytes("README.txt", README.getBytes(java.nio.charset.StandardCharsets.UTF_8));
      own.write(userId, zip);
      lines(userId, guilds, zip);
      lines(userId, messages, zip);
      files(userId, zip);
    }
  }

  private static void lines(long userId, PersonalSource source, ExportZip zip) throws IOException {
    var cursor = "";
    do {
      var page = source.page(userId, cursor);
      for (var line : page.getLinesList()) {
        zip.line(line.getFile(), line.getJson());
      }
      zip.goesOn();
      cursor = page.getNext();
    } while (!cursor.isEmpty());
  }

  /** Once more through what has files, for a zip holds one after the other. */
  private void files(long userId, ExportZip zip) throws IOException {
    var left = new LeftOut(settings.mostFileBytes());
    var cursor = "";
    do {
      var page = messages.page(userId, cursor);
      for (var line : page.getLinesList()) {
        if (line.hasContent() && left.fits(line)) {
          file(userId, line.getContent(), zip);
        }
      }
      zip.goesOn();
      cursor = page.getNext();
    } while (!cursor.isEmpty());
    left.write(zip, json);
  }

  private void file(long userId, PersonalFile file, ExportZip zip) throws IOException {
    var name = ZipNames.of(file.getId(), file.getFilename());
    long offset = 0;
    while (offset < file.getSize()) {
      var bytes = messages.read(userId, file.getId(), offset);
      if (bytes.isEmpty() || bytes.get().length == 0) {
        // Deleted meanwhile.
        return;
      }
      zip.bytes(name, bytes.get());
      zip.goesOn();
      offset += bytes.get().length;
    }
  }
}
