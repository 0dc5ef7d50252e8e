package together.gateway.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import together.gateway.log.Cursor;
import together.gateway.log.Log;

/** What is read as a cursor says the same when it is written and read again. */
public final class CursorFuzzer {
  private static final ObjectMapper JSON = new ObjectMapper();

  private CursorFuzzer() {}

  public static void fuzzerTestOneInput(byte[] input) {
    JsonNode node;
    try {
      node = JSON.readTree(input);
    } catch (IOException e) {
      return;
    }
    Cursor cursor;
    try {
      cursor = Cursor.parse(node);
    } catch (IllegalArgumentException e) {
      return;
    }
    var again = Cursor.parse(written(cursor));
    if (!again.epoch().equals(cursor.epoch())
        || again.at().partitions() != cursor.at().partitions()) {
      throw new AssertionError(node);
    }
    for (var log : Log.values()) {
      for (int partition = 0; partition < again.at().partitions(); partition++) {
        if (again.at().get(log, partition) != cursor.at().get(log, partition)) {
          throw new AssertionError(node);
        }
      }
    }
  }

  private static JsonNode written(Cursor cursor) {
    var bytes = new ByteArrayOutputStream();
    try (var json = JSON.createGenerator(bytes)) {
      cursor.write(json);
      json.flush();
      return JSON.readTree(bytes.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
