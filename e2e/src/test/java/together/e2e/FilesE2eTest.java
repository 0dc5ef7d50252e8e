package together.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import together.e2e.client.ChannelApi;
import together.e2e.client.Form;
import together.e2e.client.Json;
import together.e2e.client.Patience;

/** Files, through the hostname, in services of the shipped heaps (message-service: 128 MB). */
class FilesE2eTest {
  private static final int AT_ONCE = 20;
  private static final int BYTES = 50 * 1024 * 1024;
  private static final int MOST_AGAIN = 3;

  private final HttpClient http = HttpClient.newHttpClient();

  /** The same bytes each time, which no memory holds. */
  private static final class Noise extends InputStream {
    private final Random random;
    private int left = BYTES;

    Noise(int seed) {
      random = new Random(seed);
    }

    @Override
    public int read() {
      var one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      if (left == 0) {
        return -1;
      }
      var part = new byte[Math.min(left, Math.min(length, 8192))];
      random.nextBytes(part);
      System.arraycopy(part, 0, into, offset, part.length);
      left -= part.length;
      return part.length;
    }
  }

  private static String digest(InputStream input) throws IOException {
    try (input) {
      var sha = MessageDigest.getInstance("SHA-256");
      var part = new byte[65_536];
      for (int read = input.read(part); read >= 0; read = input.read(part)) {
        sha.update(part, 0, read);
      }
      return HexFormat.of().formatHex(sha.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private HttpRequest.Builder request(Person person, String path) {
    var request =
        HttpRequest.newBuilder(person.connection().base().resolve(path))
            .timeout(Duration.ofMinutes(3));
    person.api().headers().forEach(request::header);
    return request;
  }

  private String upload(Person person, String channel, int seed)
      throws IOException, InterruptedException {
    var form = new Form("noise-" + seed + ".bin");
    var body =
        BodyPublishers.ofInputStream(() ->
            new SequenceInputStream(
                Collections.enumeration(
                    List.of(
                        new ByteArrayInputStream(form.head()),
                        new Noise(seed),
                        new ByteArrayInputStream(form.tail())))));
    var request =
        request(person, "/api/channels/" + channel + "/attachments")
            .header("content-type", form.contentType())
            .POST(body)
            .build();
    var answer = http.send(request, BodyHandlers.ofByteArray());
    for (int again = 0; answer.statusCode() == 503 && again < MOST_AGAIN; again++) {
      // A disk that is late with a gigabyte: the client is asked to come again.
      answer = http.send(request, BodyHandlers.ofByteArray());
    }
    assertEquals(201, answer.statusCode());
    return Json.parse(answer.body()).required("id").asText();
  }

  /** Downloads it as somebody else, once a message carries it. */
  private void assertKept(House house, int seed) throws IOException, InterruptedException {
    var id = upload(house.member(), house.text(), seed);
    var content = ChannelApi.message("file " + seed, "n" + seed, null);
    content.putArray("attachment_ids").add(id);
    var api = house.member().api().with(new Patience(Limits.RECOVERY));
    var message = api.post(api.channel(house.text()).messages(), content);
    var url = message.required("attachments").required(0).required("url").asText();
    var got = http.send(request(house.owner(), url).GET().build(), BodyHandlers.ofInputStream());
    assertEquals(200, got.statusCode());
    assertEquals(digest(new Noise(seed)), digest(got.body()), "file " + seed);
  }

  @Test
  void twentyOfTheLargestAtOnceComeBackAsTheyWere() throws Exception {
    var house = House.build();
    try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
      var all =
          IntStream.range(0, AT_ONCE)
              .<Callable<Boolean>>mapToObj(seed ->
                  () -> {
                    assertKept(house, seed);
                    return true;
                  })
              .toList();
      for (var done : people.invokeAll(all)) {
        assertEquals(true, done.get());
      }
    }
  }
}
