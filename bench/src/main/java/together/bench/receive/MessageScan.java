package together.bench.receive;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Finds in a frame's text what tells one message from another, without parsing: {@code
 * {"op":"DISPATCH","t":"MESSAGE_CREATE","id":"m3-17",...,"nonce":"4.256",...}}. Inside a JSON
 * string the quotes of such a key would be escaped, so text cannot pretend to be one.
 */
final class MessageScan {
  private static final int TYPE_AT = "{'op':'DISPATCH','t':'".length();
  private static final int ID_AT = TYPE_AT + "MESSAGE_CREATE',".length();
  private static final long MESSAGE = word("MESSAGE_");
  private static final long CREATE = word("CREATE\",");
  private static final long ID = word("\"id\":\"m0");
  private static final long ID_MASK = 0x00FF_FFFF_FFFF_FFFFL;
  private static final int ID_KEY = "'id':'m".length();
  private static final long NONCE = word("\"nonce\":");
  private static final int NONCE_KEY = "'nonce':'".length();

  private final ByteBuffer bytes;

  /** Where the last nonce was: the next is most likely there too. */
  private int hint;

  private int load;
  private int number;
  private long offset;
  private int position;

  /**
   * @param bytes little endian
   */
  MessageScan(ByteBuffer bytes) {
    if (bytes.order() != ByteOrder.LITTLE_ENDIAN) {
      throw new IllegalArgumentException("words are compared in little endian");
    }
    this.bytes = bytes;
  }

  private static long word(String eight) {
    return ByteBuffer.wrap(eight.getBytes(US_ASCII)).order(ByteOrder.LITTLE_ENDIAN).getLong();
  }

  /** Whether the text between is a message with a nonce of a load; then the others tell which. */
  boolean find(int from, int to) {
    if (to - from < ID_AT + 2 * Long.BYTES
        || bytes.getLong(from + TYPE_AT) != MESSAGE
        || bytes.getLong(from + TYPE_AT + Long.BYTES) != CREATE) {
      return false;
    }
    findOffset(from + ID_AT);
    if (!isNonce(from + hint, to) && !search(from, to)) {
      return false;
    }
    position = from + hint + NONCE_KEY;
    load = digits();
    if (bytes.get(position) != '.') {
      return false;
    }
    position++;
    number = digits();
    return bytes.get(position) == '"';
  }

  int load() {
    return load;
  }

  int number() {
    return number;
  }

  /** -1 when the frame has no position. */
  long offset() {
    return offset;
  }

  private void findOffset(int at) {
    offset = -1;
    if ((bytes.getLong(at) & ID_MASK) == (ID & ID_MASK)) {
      position = at + ID_KEY;
      while (bytes.get(position) >= '0') {
        position++;
      }
      position++;
      offset = 0;
      for (var digit = bytes.get(position); digit >= '0' && digit <= '9'; ) {
        offset = 10 * offset + digit - '0';
        digit = bytes.get(++position);
      }
    }
  }

  private boolean isNonce(int at, int to) {
    return at + NONCE_KEY + 2 <= to
        && bytes.getLong(at) == NONCE
        && bytes.get(at + NONCE_KEY - 1) == '"';
  }

  private boolean search(int from, int to) {
    for (var at = from + ID_AT; at + NONCE_KEY + 2 <= to; at++) {
      if (bytes.get(at) == '"' && isNonce(at, to)) {
        hint = at - from;
        return true;
      }
    }
    return false;
  }

  private int digits() {
    var value = 0;
    for (var digit = bytes.get(position); digit >= '0' && digit <= '9'; ) {
      value = 10 * value + digit - '0';
      digit = bytes.get(++position);
    }
    return value;
  }
}
