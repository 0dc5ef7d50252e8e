package together.message.post;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import together.message.post.PostMessageRequest.Reference;
import together.platform.problem.FieldError;
import together.platform.problem.ProblemException;

class PostMessageRequestTest {
  private static List<String> errorsOf(
      @Nullable String content, @Nullable String nonce, @Nullable Reference reference) {
    var request = new PostMessageRequest(content, nonce, reference, null, null);
    return assertThrows(ProblemException.class, request::validContent).errors().stream()
        .map((FieldError error) -> error.field() + " " + error.code())
        .toList();
  }

  @Test
  void countsCodePointsAndNotHalves() {
    var most = "🎉".repeat(4_000);
    assertEquals(most, new PostMessageRequest(most, null, null, null, null).validContent());
    assertEquals(List.of("content TOO_LONG"), errorsOf(most + "x", null, null));
    var nonce = "🎉".repeat(64);
    assertEquals("x", new PostMessageRequest("x", nonce, null, null, null).validContent());
    assertEquals(List.of("nonce TOO_LONG"), errorsOf("x", nonce + "y", null));
  }

  @Test
  void namesEveryWrongField() {
    assertEquals(
        List.of("content NOT_BLANK", "nonce NOT_BLANK", "message_reference.message_id NOT_NULL"),
        errorsOf(null, "", new Reference(null, null)));
  }

  @Test
  void nothingInvisibleIsAMessage() {
    for (var text : List.of("", " ", "\u00a0", "\u2003\t\r\n", "\u200b\u200d\ufeff")) {
      assertEquals(List.of("content NOT_BLANK"), errorsOf(text, null, null));
    }
  }

  @Property
  void whatIsAcceptedCanBeStored(@ForAll String content) {
    var text = "x" + content;
    boolean storable =
        text.indexOf('\0') < 0 && new String(text.getBytes(UTF_8), UTF_8).equals(text);
    if (storable) {
      assertEquals(text, new PostMessageRequest(text, null, null, null, null).validContent());
    } else {
      assertEquals(List.of("content INVALID_TEXT"), errorsOf(text, null, null));
    }
  }
}
