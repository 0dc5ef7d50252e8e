package together.message.personal;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.MessageOrBuilder;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import together.message.attachment.OwnFiles;
import together.message.erasure.UserRemains;
import together.message.erasure.UserRemains.Found;
import together.message.erasure.UserRemains.Place;
import together.message.notification.NotificationService;
import together.message.post.MessageReader;
import together.message.store.Transactions;
import together.platform.json.ProtoJson;
import together.proto.PersonalFile;
import together.proto.PersonalLine;
import together.proto.ReactionChange;
import together.proto.ReadState;

/**
 * What message-service holds on a user, page by page. What is keyed by channel is walked through,
 * everybody's, some thousand rows at a time: nobody but an export asks for it by author.
 */
@ApplicationScoped
class PersonalReads {
  /** Rows looked at: some milliseconds. */
  private static final int LOOK = 2_000;

  /** Messages, of 4,000 characters at most, and what they show. */
  private static final int FIND = 50;

  private static final String READ_STATES =
      "SELECT channel_id, last_read_id FROM read_states WHERE user_id = ? AND channel_id > ?"
          + " ORDER BY channel_id LIMIT ?";

  /**
   * Some lines.
   *
   * @param next where it goes on; empty: it was all
   */
  record Page(List<PersonalLine> lines, Optional<PageCursor> next) {}

  private final Transactions transactions;
  private final UserRemains remains;
  private final MessageReader messages;
  private final NotificationService notifications;
  private final OwnFiles files;

  PersonalReads(
      Transactions transactions,
      UserRemains remains,
      MessageReader messages,
      NotificationService notifications,
      OwnFiles files) {
    this.transactions = transactions;
    this.remains = remains;
    this.messages = messages;
    this.notifications = notifications;
    this.files = files;
  }

  Page page(long userId, PageCursor cursor) {
    var place = new Place(userId, cursor.channelId(), cursor.id());
    return switch (cursor.section()) {
      case READ_STATES -> readStates(userId, cursor);
      case NOTIFICATION_SETTINGS ->
          new Page(
              List.of(line("notification_settings.jsonl", notifications.of(userId).proto())),
              cursor.nextSection());
      case MESSAGES -> messages(cursor, place);
      case REACTIONS -> reactions(cursor, place);
      case ATTACHMENTS -> attachments(userId, cursor);
    };
  }

  private Page readStates(long userId, PageCursor cursor) {
    var lines = new ArrayList<PersonalLine>();
    long last =
        transactions.read(connection -> {
          try (var statement = connection.prepareStatement(READ_STATES)) {
            statement.setLong(1, userId);
            statement.setLong(2, cursor.channelId());
            statement.setInt(3, LOOK);
            long read = 0;
            try (var row = statement.executeQuery()) {
              while (row.next()) {
                read = row.getLong(1);
                var state = ReadState.newBuilder().setChannelId(read).setLastReadId(row.getLong(2));
                lines.add(line("read_states.jsonl", state));
              }
            }
            return read;
          }
        });
    return new Page(
        lines, lines.size() == LOOK ? Optional.of(cursor.at(last, 0)) : cursor.nextSection());
  }

  private Page messages(PageCursor cursor, Place place) {
    var part = transactions.read(connection -> remains.messages(connection, place, LOOK, FIND));
    if (part.isEmpty()) {
      return new Page(List.of(), cursor.nextSection());
    }
    long channel = part.get().channelId();
    var ids = part.get().found().stream().map(Found::messageId).toList();
    var found =
        ids.isEmpty()
            ? List.<together.proto.Message>of()
            : messages.named(channel, connection -> ids, place.userId());
    return new Page(
        found.stream().map(one -> line("messages/" + channel + ".jsonl", one)).toList(),
        Optional.of(cursor.at(channel, part.get().throughId())));
  }

  private Page reactions(PageCursor cursor, Place place) {
    var part = transactions.read(connection -> remains.reactions(connection, place, LOOK, LOOK));
    if (part.isEmpty()) {
      return new Page(List.of(), cursor.nextSection());
    }
    long channel = part.get().channelId();
    var lines =
        part.get().found().stream()
            .map(one ->
                ReactionChange.newBuilder()
                    .setUserId(place.userId())
                    .setChannelId(channel)
                    .setMessageId(one.messageId())
                    .setEmoji(one.emoji()))
            .map(one -> line("reactions.jsonl", one))
            .toList();
    return new Page(lines, Optional.of(cursor.at(channel, part.get().throughId())));
  }

  private Page attachments(long userId, PageCursor cursor) {
    var part = files.page(userId, cursor.channelId(), cursor.id(), LOOK);
    if (part.isEmpty()) {
      return new Page(List.of(), cursor.nextSection());
    }
    return new Page(
        part.get().own().stream().map(PersonalReads::line).toList(),
        Optional.of(cursor.at(part.get().channelId(), part.get().id())));
  }

  private static PersonalLine line(OwnFiles.Own file) {
    return PersonalLine.newBuilder()
        .setFile("attachments.jsonl")
        .setJson(FileLine.of(file))
        .setContent(
            PersonalFile.newBuilder()
                .setId(file.id())
                .setFilename(file.filename())
                .setSize(file.size()))
        .build();
  }

  private static PersonalLine line(String file, MessageOrBuilder what) {
    return PersonalLine.newBuilder()
        .setFile(file)
        .setJson(new String(ProtoJson.bytes(what), UTF_8))
        .build();
  }
}
