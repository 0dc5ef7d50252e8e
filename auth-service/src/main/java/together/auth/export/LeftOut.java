package together.auth.export;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import together.proto.PersonalFile;
import together.proto.PersonalLine;

/** Which files are too much for a zip; of very many the first ones by name, the rest by number. */
final class LeftOut {
  private static final int MOST_NAMED = 10_000;

  private final List<PersonalFile> named = new ArrayList<>();
  private long room;
  private long more;
  private long moreBytes;

  /**
   * @param room bytes of files that may be in the zip
   */
  LeftOut(long room) {
    this.room = room;
  }

  /** Whether the line's file may be in; a smaller one may where a larger one may not. */
  boolean fits(PersonalLine line) {
    var file = line.getContent();
    if (file.getSize() <= room) {
      room -= file.getSize();
      return true;
    }
    if (named.size() < MOST_NAMED) {
      named.add(file);
    } else {
      more++;
      moreBytes += file.getSize();
    }
    return false;
  }

  void write(ExportZip zip, ObjectMapper json) throws IOException {
    for (var file : named) {
      var line = json.createObjectNode();
      line.put("id", Long.toString(file.getId()));
      line.put("filename", file.getFilename());
      line.put("size", file.getSize());
      line.put("why", "beyond the limit of bytes of files in a zip");
      zip.line("left_out.jsonl", line.toString());
    }
    if (more > 0) {
      var line = json.createObjectNode().put("further_files", more).put("bytes", moreBytes);
      zip.line("left_out.jsonl", line.toString());
    }
  }
}
