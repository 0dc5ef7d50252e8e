package together.e2e.client;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A frame from the platform: {@code {"op", "t", "id", "d"}}. Only the head is read at once; {@link
 * #d()} reads the rest, so that a load generator pays for what it looks at.
 */
public final class Frame {
  private static final JsonFactory FACTORY = new JsonFactory();

  private final byte[] bytes;
  private String op = "";
  private @Nullable String t;
  private @Nullable String id;
  private final long receivedNanos = System.nanoTime();

  private Frame(byte[] bytes) {
    this.bytes = bytes;
  }

  public static Frame of(byte[] json) {
    var frame = new Frame(json);
    try {
      frame.readHead();
    } catch (IOException e) {
      throw new UncheckedIOException("the platform sent what is not JSON", e);
    }
    return frame;
  }

  private void readHead() throws IOException {
    try (var parser = FACTORY.createParser(bytes)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        var name = parser.currentName();
        var value = parser.nextToken();
        switch (name) {
          case "op" -> op = parser.getText();
          case "t" -> t = value == JsonToken.VALUE_NULL ? null : parser.getText();
          case "id" -> id = value == JsonToken.VALUE_NULL ? null : parser.getText();
          default -> {
            if (t != null && id != null) {
              return;
            }
            parser.skipChildren();
          }
        }
      }
    }
  }

  public String op() {
    return op;
  }

  /** The event's name; null but in DISPATCH. */
  public @Nullable String t() {
    return t;
  }

  /** The event's position in its log; null for what is not durable. */
  public @Nullable String id() {
    return id;
  }

  public boolean is(String event) {
    return event.equals(t);
  }

  /** When it was whole here, by {@link System#nanoTime()}. */
  public long receivedNanos() {
    return receivedNanos;
  }

  public JsonNode whole() {
    return Json.parse(bytes);
  }

  public JsonNode d() {
    return whole().path("d");
  }

  public int size() {
    return bytes.length;
  }

  /**
   * The first string value of a key anywhere in the frame, without parsing: inside a JSON string
   * the quotes of such a key would be escaped, so text cannot pretend to be one.
   *
   * @param quotedKey as {@code "nonce":"}, in ASCII
   */
  public @Nullable String scan(byte[] quotedKey) {
    var from = indexOf(quotedKey);
    if (from < 0) {
      return null;
    }
    var end = from;
    while (bytes[end] != '"') {
      end++;
    }
    return new String(bytes, from, end - from, StandardCharsets.UTF_8);
  }

  private int indexOf(byte[] key) {
    for (var start = 0; start <= bytes.length - key.length; start++) {
      var matched = 0;
      while (matched < key.length && bytes[start + matched] == key[matched]) {
        matched++;
      }
      if (matched == key.length) {
        return start + matched;
      }
    }
    return -1;
  }

  @Override
  public String toString() {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
