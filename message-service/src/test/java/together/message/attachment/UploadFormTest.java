package together.message.attachment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import together.platform.problem.ProblemException;

class UploadFormTest {
  private static final String TYPE = "multipart/form-data; boundary=\"x-y\"";
  private static final int MOST = 20;

  @TempDir private Path directory;

  private @Nullable String read(String type, String body) throws IOException {
    var input = new ByteArrayInputStream(body.replace("\n", "\r\n").getBytes(UTF_8));
    return UploadForm.read(type, input, file(), MOST);
  }

  private Path file() {
    return directory.resolve("file");
  }

  private static String part(String disposition, String content) {
    return "--x-y\nContent-Disposition: form-data; " + disposition + "\n\n" + content + "\n";
  }

  private int status(String type, String body) {
    return assertThrows(ProblemException.class, () -> read(type, body)).type().status();
  }

  @Test
  void takesTheFileAndItsName() throws IOException {
    var body = part("name=\"file\"; filename=\"grün; 1.txt\"", "--x- is none") + "--x-y--\n";
    assertEquals("grün; 1.txt", read(TYPE, body));
    assertEquals("--x- is none", Files.readString(file()));
  }

  @Test
  void aFileMayHaveNoName() throws IOException {
    assertNull(read(TYPE, part("name=file", "a") + "--x-y--\n"));
    assertEquals("a", Files.readString(file()));
  }

  @Test
  void readsOnlyAsMuchAsItMay() throws IOException {
    var most = "m".repeat(MOST);
    assertNull(read(TYPE, part("name=file", most) + "--x-y--\n"));
    assertEquals(most, Files.readString(file()));
    assertEquals(413, status(TYPE, part("name=file", most + "m") + "--x-y--\n"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "--x-y--\n",
        "nothing",
        "--x-y\nContent-Disposition: form-data; name=file\n\ncut off",
        "--x-y\nContent-Disposition: form-data; name=fi"
      })
  void whatEndsInTheMiddleIsRefused(String body) {
    assertTrue(List.of(400, 422).contains(status(TYPE, body)));
  }

  @Test
  void itHasOnePartNamedFile() {
    assertEquals(422, status(TYPE, part("name=other", "a") + "--x-y--\n"));
    assertEquals(422, status(TYPE, part("name=file", "a") + part("name=file", "b") + "--x-y--\n"));
    assertEquals(422, status(TYPE, "--x-y\nX: y\n\na\n--x-y--\n"));
  }

  @Test
  void needsABoundary() {
    assertEquals(400, status("multipart/form-data", part("name=file", "a") + "--x-y--\n"));
    assertEquals(400, status("multipart/form-data; boundary=" + "b".repeat(71), ""));
  }

  @Test
  void headersAreBounded() {
    var long_ = "--x-y\nContent-Disposition: form-data; name=file\nX: " + "h".repeat(20_000);
    assertEquals(400, status(TYPE, long_ + "\n\na\n--x-y--\n"));
  }
}
