package together.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.ZipInputStream;
import together.e2e.client.Answer;
import together.e2e.client.Json;
import together.e2e.client.Patience;

/** All that is held on a person, as one zip. */
record OwnExport(Person person) {
  private static final Patience PATIENCE = new Patience(Limits.RECOVERY);
  private static final String PATH = "/api/users/@me/export";

  void order() {
    var proof = Json.object().put("password", Person.PASSWORD);
    assertEquals(202, person.api().raw("POST", PATH, proof).status());
  }

  String state() {
    return person.api().with(PATIENCE).get(PATH).path("state").asText();
  }

  void awaitReady() {
    Wait.until(() -> state().equals("ready"), "the zip");
  }

  Answer download() {
    return person.api().raw("GET", PATH + "/file", null);
  }

  /** Its files by name, when it can be downloaded. */
  Map<String, byte[]> files() throws IOException {
    var answer = download();
    assertEquals(200, answer.status());
    var files = new HashMap<String, byte[]>();
    try (var in = new ZipInputStream(new ByteArrayInputStream(answer.body()))) {
      for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        files.put(entry.getName(), in.readAllBytes());
      }
    }
    return files;
  }

  static byte[] file(Map<String, byte[]> files, String name) {
    var bytes = files.get(name);
    if (bytes == null) {
      throw new AssertionError(name + " is missing among " + files.keySet());
    }
    return bytes;
  }

  static String text(Map<String, byte[]> files, String name) {
    return new String(file(files, name), UTF_8);
  }
}
