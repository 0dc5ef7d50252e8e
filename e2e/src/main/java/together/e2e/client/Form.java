package together.e2e.client;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** A form (RFC 7578) whose one part, {@code file}, is a file of this name. */
public record Form(String filename) {
  private static final String BOUNDARY = "a-file-and-nothing-else";

  public String contentType() {
    return "multipart/form-data; boundary=" + BOUNDARY;
  }

  /** What comes before the file's bytes. */
  public byte[] head() {
    return bytes(
        "--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\n\r\n"
            .formatted(BOUNDARY, filename));
  }

  /** What comes after them. */
  public byte[] tail() {
    return bytes("\r\n--%s--\r\n".formatted(BOUNDARY));
  }

  byte[] around(byte[] content) {
    var body = new ByteArrayOutputStream();
    body.writeBytes(head());
    body.writeBytes(content);
    body.writeBytes(tail());
    return body.toByteArray();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
