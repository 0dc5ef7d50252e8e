package together.message.mention;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CandidatesTest {
  @Test
  void findsEachKind() {
    var found = Candidates.of("hi <@1> and <@!2>, <@&3>: see <#4> @here");
    assertEquals(Set.of(1L, 2L), found.users());
    assertEquals(Set.of(3L), found.roles());
    assertEquals(Set.of(4L), found.channels());
    assertTrue(found.everyone());
  }

  @Test
  void whatIsNoMentionIsNone() {
    var found =
        Candidates.of("a@b.example <@> <@x> <#> <@99999999999999999999> @every one #4 <@-1>");
    assertEquals(Set.of(), found.users());
    assertEquals(Set.of(), found.channels());
    assertFalse(found.everyone());
  }

  @Test
  void anIdThatNoLongHoldsIsNobodys() {
    assertEquals(Set.of(5L), Candidates.of("<@9999999999999999999> <@5>").users());
  }

  @Test
  void codeMentionsNobody() {
    var found = Candidates.of("`<@1>` and ```\n@everyone <@&2>\n``` but <@3> `open <@4>");
    assertEquals(Set.of(3L, 4L), found.users());
    assertEquals(Set.of(), found.roles());
    assertFalse(found.everyone());
  }

  @Test
  void aHundredOfAKindCount() {
    var text = IntStream.range(1, 150).mapToObj(i -> "<@" + i + ">").collect(Collectors.joining());
    assertEquals(100, Candidates.of(text).users().size());
  }

  @Test
  void aTextOfBackticksIsReadInTime() {
    assertEquals(Set.of(), Candidates.of("`#".repeat(2_000)).users());
    assertEquals(Set.of(), Candidates.of("`".repeat(3_999) + "@").users());
  }
}
