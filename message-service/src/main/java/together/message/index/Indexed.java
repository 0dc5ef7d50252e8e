package together.message.index;

import java.util.List;
import together.message.post.MessageRow;

/** What the index has to know of a message. */
record Indexed(
    long channelId,
    long id,
    long authorId,
    String content,
    List<Long> mentions,
    List<Has> features) {
  static Indexed of(MessageRow row) {
    return new Indexed(
        row.channelId(), row.id(), row.authorId(), row.content(), row.mentions(), Has.of(row));
  }
}
