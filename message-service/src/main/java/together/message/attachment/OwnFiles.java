package together.message.attachment;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import together.message.file.FileGoneException;
import together.message.file.FileStore;
import together.message.store.Transactions;

/** What somebody has uploaded, for them alone, wherever it is and whatever they may see by now. */
@ApplicationScoped
public class OwnFiles {
  // No index is kept for this alone: the files are walked through in the order of their key.
  private static final String LOOK =
      "SELECT channel_id, id, uploader_id = ? AND stored, message_id, filename, content_type, size"
          + " FROM attachments WHERE (channel_id, id) > (?, ?) ORDER BY channel_id, id LIMIT ?";

  /**
   * A file of the user's.
   *
   * @param messageId that carries it; null: none yet
   */
  public record Own(
      long channelId,
      long id,
      @Nullable Long messageId,
      String filename,
      String contentType,
      int size) {}

  /**
   * Some files of everybody.
   *
   * @param own those of them that are the user's
   * @param channelId up to here, with {@code id}, all has been looked at
   */
  public record Part(List<Own> own, long channelId, long id) {}

  private final Transactions transactions;
  private final UploadRepository uploads;
  private final FileStore store;

  OwnFiles(Transactions transactions, UploadRepository uploads, FileStore store) {
    this.transactions = transactions;
    this.uploads = uploads;
    this.store = store;
  }

  /** The next ones; empty when there are none. */
  public Optional<Part> page(long userId, long channelId, long id, int look) {
    return transactions.read(connection -> {
      try (var statement = connection.prepareStatement(LOOK)) {
        statement.setLong(1, userId);
        statement.setLong(2, channelId);
        statement.setLong(3, id);
        statement.setInt(4, look);
        try (var row = statement.executeQuery()) {
          var own = new ArrayList<Own>();
          long lastChannel = 0;
          long last = 0;
          while (row.next()) {
            lastChannel = row.getLong(1);
            last = row.getLong(2);
            if (row.getBoolean(3)) {
              own.add(
                  new Own(
                      lastChannel,
                      last,
                      row.getObject(4, Long.class),
                      row.getString(5),
                      row.getString(6),
                      row.getInt(7)));
            }
          }
          return last == 0 ? Optional.<Part>empty() : Optional.of(new Part(own, lastChannel, last));
        }
      }
    });
  }

  /**
   * So many bytes of a file of the user's at most, from an offset on; none at its end. Empty when
   * there is no such file.
   */
  public Optional<byte[]> read(long userId, long id, long offset, int most) {
    var file =
        transactions
            .read(connection -> uploads.find(connection, id))
            .filter(upload -> upload.uploaderId() == userId);
    if (file.isEmpty()) {
      return Optional.empty();
    }
    long length = Math.min(most, file.get().size() - offset);
    if (offset < 0 || length <= 0) {
      return Optional.of(new byte[0]);
    }
    try (InputStream bytes = store.open(file.get().key(), offset, length)) {
      return Optional.of(bytes.readAllBytes());
    } catch (FileGoneException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
