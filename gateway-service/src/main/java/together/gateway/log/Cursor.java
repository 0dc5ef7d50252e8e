package together.gateway.log;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;

/**
 * Where a client's state stands: {@code {"epoch": …, "at": {"m3": 10234, …}}}.
 *
 * @param epoch names the logs the offsets are of; another epoch's offsets mean nothing
 * @param at the last offset per log partition contained in the client's state
 */
public record Cursor(String epoch, Positions at) {
  private static final int MOST_PARTITIONS = 1024;

  public void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("epoch", epoch);
    json.writeObjectFieldStart("at");
    for (var log : Log.values()) {
      for (int partition = 0; partition < at.partitions(); partition++) {
        json.writeNumberField(log.letter() + partition, at.get(log, partition));
      }
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  /** One that nobody resumes from: the client's state is not whole yet. */
  public Cursor partial() {
    return new Cursor("partial " + epoch, at);
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static Cursor parse(JsonNode node) {
    var epoch = node.path("epoch");
    var offsets = node.path("at");
    int logs = Log.values().length;
    if (!epoch.isTextual()
        || !offsets.isObject()
        || offsets.isEmpty()
        || offsets.size() % logs != 0) {
      throw new IllegalArgumentException("not a cursor");
    }
    int partitions = offsets.size() / logs;
    if (partitions > MOST_PARTITIONS) {
      throw new IllegalArgumentException("too many partitions");
    }
    var at = new Positions(partitions);
    for (var log : Log.values()) {
      for (int partition = 0; partition < partitions; partition++) {
        var offset = offsets.path(log.letter() + partition);
        if (!offset.isIntegralNumber() || !offset.canConvertToLong() || offset.longValue() < -1) {
          throw new IllegalArgumentException("no offset for " + log.letter() + partition);
        }
        at.set(log, partition, offset.longValue());
      }
    }
    return new Cursor(epoch.textValue(), at);
  }
}
