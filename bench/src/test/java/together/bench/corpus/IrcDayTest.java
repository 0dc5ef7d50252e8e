package together.bench.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class IrcDayTest {

  private static IrcDay.Read read(String raw, String annotation) {
    return read(raw.getBytes(StandardCharsets.UTF_8), annotation);
  }

  private static IrcDay.Read read(byte[] raw, String annotation) {
    return IrcDay.read("2005-06-12", "s", raw, annotation.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void takesWhatIsSaidAndCountsTheRest() {
    var read =
        read(
            """
            [09:14] <one> hello
            === two has joined #ubuntu
            [09:15]  * one waves
            [09:16] <two>
            [09:17] <tw|o>  <b> hi
            """,
            "");
    assertEquals(
        List.of(new ChatMessage(0, "one", "hello", -1), new ChatMessage(4, "tw|o", "<b> hi", -1)),
        read.day().messages());
    assertEquals(new CorpusCounts(2, 1, 0, 0, 0, 0), read.counts());
  }

  @Test
  void linksAReplyToTheNearestMessageItAnswers() {
    var read = read("[09:14] <a> 0\n[09:14] <b> 1\n[09:14] <c> 2\n", "0 0 -\n0 2 -\n1 2 -\n");
    assertEquals(-1, read.day().messages().get(0).replyTo());
    assertEquals(1, read.day().messages().get(2).replyTo());
  }

  @Test
  void dropsAReplyToWhatIsNoMessage() {
    var read = read("=== a has joined\n[09:14] <b> hi a\n", "0 1 -\n");
    assertFalse(read.day().messages().getFirst().isReply());
    assertEquals(1, read.counts().lostReplies());
  }

  @Test
  void readsBytesThatAreNoUtf8() {
    var read = read("[09:14] <a> größer\n".getBytes(Charset.forName("windows-1252")), "");
    assertEquals("größer", read.day().messages().getFirst().text());
    assertEquals(1, read.counts().notUtf8());
  }

  @Test
  void replacesControlCharactersAndKeepsTheLineTogether() {
    var read = read("[09:14] <a> x\u0003\u00854\ry\n[09:15] <b> z", "");
    assertEquals("x  4 y", read.day().messages().getFirst().text());
    assertEquals("z", read.day().messages().getLast().text());
    assertEquals(1, read.counts().controls());
  }

  @Test
  void cutsAnOverlongLineByCodePoints() {
    var read = read("[09:14] <a> " + "🙂".repeat(5000) + "\n", "");
    var text = read.day().messages().getFirst().text();
    assertEquals(4000, text.codePointCount(0, text.length()));
    assertEquals(1, read.counts().overlong());
  }
}
