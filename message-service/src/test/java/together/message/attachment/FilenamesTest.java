package together.message.attachment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class FilenamesTest {
  @Test
  void leavesAnOrdinaryNameAlone() {
    assertEquals("Holiday 2026 (1).jpeg", Filenames.safe("Holiday 2026 (1).jpeg"));
    assertEquals("日本語.png", Filenames.safe("日本語.png"));
  }

  @Test
  void takesAwayFolders() {
    assertEquals("passwd", Filenames.safe("../../etc/passwd"));
    assertEquals("evil.exe", Filenames.safe("C:\\temp\\evil.exe"));
  }

  @Test
  void takesAwayWhatSteersATextOrAFileSystem() {
    // A right-to-left override would show this as "annexe.txt".
    assertEquals("anntxt.exe", Filenames.safe("ann\u202Etxt.exe"));
    assertEquals("ab.txt", Filenames.safe("a\u0000b\r\n.txt".replace("\r\n", "\u0007")));
    assertEquals("a b.txt", Filenames.safe("a\tb.txt"));
    assertEquals("whatnow.txt", Filenames.safe("what?now*.txt"));
    assertEquals("hidden", Filenames.safe("...hidden. ."));
  }

  @Test
  void givesTheNamelessAName() {
    for (var name : new String[] {null, "", " ", "..", "/", "\u200B"}) {
      assertEquals("file", Filenames.safe(name));
    }
  }

  @Test
  void marksNamesThatAreDevicesElsewhere() {
    assertEquals("_CON.txt", Filenames.safe("CON.txt"));
    assertEquals("_com1", Filenames.safe("com1"));
    assertEquals("console.log", Filenames.safe("console.log"));
  }

  @Test
  void shortensButKeepsTheExtension() {
    var name = Filenames.safe("\uD83D\uDE00".repeat(300) + ".jpeg");
    assertEquals(100, name.codePointCount(0, name.length()));
    assertTrue(name.endsWith("\uD83D\uDE00.jpeg"));
  }

  @Test
  void composesWhatIsWrittenInParts() {
    assertEquals("\u00E9.txt", Filenames.safe("e\u0301.txt"));
  }

  @Test
  void isEncodedForPathsAndHeaders() {
    assertEquals("a%20b%2Bc%2A%2F%22.txt", Filenames.encoded("a b+c*/\".txt"));
  }

  @Property
  void whateverComesIsSafeAndStaysSafe(@ForAll String name) {
    var safe = Filenames.safe(name);
    assertTrue(!safe.isEmpty() && safe.codePointCount(0, safe.length()) <= 101, safe);
    assertTrue(safe.chars().noneMatch(c -> c < 32 || c == '/' || c == '\\' || c == '"'), safe);
    assertTrue(Filenames.encoded(safe).matches("[A-Za-z0-9._%~-]+"), safe);
  }
}
