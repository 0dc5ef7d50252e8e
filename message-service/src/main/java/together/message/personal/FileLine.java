package together.message.personal;

import com.fasterxml.jackson.databind.ObjectMapper;
import together.message.attachment.OwnFiles;

/** What is told of an uploaded file beside its bytes. */
final class FileLine {
  private static final ObjectMapper JSON = new ObjectMapper();

  private FileLine() {}

  /** A JSON object. */
  static String of(OwnFiles.Own file) {
    var line = JSON.createObjectNode();
    line.put("id", Long.toString(file.id()));
    line.put("channel_id", Long.toString(file.channelId()));
    line.put("message_id", file.messageId() == null ? null : Long.toString(file.messageId()));
    line.put("filename", file.filename());
    line.put("content_type", file.contentType());
    line.put("size", file.size());
    return line.toString();
  }
}
