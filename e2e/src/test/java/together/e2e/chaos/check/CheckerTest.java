package together.e2e.chaos.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import together.e2e.chaos.check.Finding.Kind;

/** Each promise broken once: a checker that stays silent then is worth nothing. */
class CheckerTest {
  private static final String CHANNEL = "7";
  private static final Map<String, Long> BEGIN = Map.of("m1", 9L);

  private final Journal journal = new Journal();
  private final Positions positions = new Positions();
  private final Findings findings = new Findings();
  private final List<Stored> history = new ArrayList<>();
  private final Map<String, Sight> sights = new HashMap<>();
  private final Sight sight = new Sight(Sight.State.SEEN, 0);
  private final Diary ada = new Diary("ada", positions, findings);
  private final Diary ben = new Diary("ben", positions, findings);

  /** Messages 1, 2 and 3 are sent at 10, 20, 30, acknowledged 5 later, at offsets 11, 12, 13. */
  CheckerTest() {
    sights.put(CHANNEL, sight);
    for (var number = 1; number <= 3; number++) {
      journal.begins("n" + number, CHANNEL, 10L * number);
      journal.acknowledged("n" + number, number, 10L * number + 5);
      history.add(new Stored(number, "n" + number));
    }
    ada.ready(BEGIN);
    ben.ready(BEGIN);
    get(ben, 1, 2, 3);
  }

  private static void get(Diary diary, long... messages) {
    for (var message : messages) {
      diary.received(new Position("m1", 10 + message), CHANNEL, message, 60);
    }
  }

  private void check() {
    ada.covered(Map.of("m1", 20L), 100);
    ben.covered(Map.of("m1", 20L), 100);
    new Checker(journal, positions, Map.of(CHANNEL, history), findings)
        .check(List.of(new Witness(ada, sights, 0), new Witness(ben, sights, 0)));
  }

  private void assertFound(Kind... kinds) {
    var found = findings.kept().stream().map(Finding::kind).distinct().sorted().toList();
    assertEquals(List.of(kinds), found, findings.kept().toString());
  }

  @Test
  void nothingIsFoundWhereAllIsWell() {
    get(ada, 1, 2, 3);
    check();
    assertFound();
    assertEquals(3, ada.delivered());
  }

  @Test
  void aMessageThatDidNotComeIsLost() {
    get(ada, 1, 3);
    check();
    assertFound(Kind.LOST);
    assertTrue(findings.kept().getFirst().text().contains("n2"));
  }

  @Test
  void aMessageThatCameToNobodyIsLost() {
    history.add(new Stored(4, "n4"));
    journal.begins("n4", CHANNEL, 40);
    get(ada, 1, 2, 3);
    check();
    assertFound(Kind.LOST);
    assertEquals(2, findings.count(Kind.LOST), "by both");
  }

  @Test
  void anUnsentMessageBetweenTwoThatCameIsLostToWhoIsPastIt() {
    history.remove(1);
    history.add(1, new Stored(2, "n2"));
    var fresh = new Positions();
    var eve = new Diary("eve", fresh, findings);
    eve.ready(BEGIN);
    get(eve, 1, 3);
    eve.covered(Map.of("m1", 13L), 100);
    eve.readLater(CHANNEL, List.of(2L));
    new Checker(journal, fresh, Map.of(CHANNEL, history), findings)
        .check(List.of(new Witness(eve, sights, 0)));
    assertFound(Kind.LOST);
    assertTrue(findings.kept().getFirst().text().contains("a place nobody knows"));
  }

  @Test
  void anAcknowledgedMessageThatIsNotStoredIsLost() {
    get(ada, 1, 2, 3);
    history.removeLast();
    check();
    assertFound(Kind.LOST);
    assertEquals(3, findings.count(Kind.LOST), "missing, and shown to two without being there");
  }

  @Test
  void aMessageStoredUnderAnotherIdThanAcknowledgedIsLost() {
    get(ada, 1, 2, 3);
    journal.acknowledged("n3", 2, 40);
    check();
    assertFound(Kind.LOST);
  }

  @Test
  void aMessageThatCameTwiceIsDoubled() {
    get(ada, 1, 2, 3);
    ada.received(new Position("m1", 14), CHANNEL, 2, 61);
    check();
    assertFound(Kind.DOUBLED);
  }

  @Test
  void aNonceThatIsStoredTwiceIsDoubled() {
    get(ada, 1, 2, 3);
    history.add(new Stored(4, "n3"));
    check();
    assertTrue(findings.count(Kind.DOUBLED) > 0);
  }

  @Test
  void aMessageBehindALaterOneIsMisordered() {
    get(ada, 2, 1, 3);
    check();
    assertFound(Kind.MISORDERED);
  }

  @Test
  void aMessageAfterACursorThatContainsItIsMisordered() {
    get(ada, 1);
    ada.covered(Map.of("m1", 13L), 50);
    get(ada, 2, 3);
    check();
    assertFound(Kind.MISORDERED);
  }

  @Test
  void aHistoryInTheWrongOrderIsMisordered() {
    get(ada, 1, 2, 3);
    history.add(0, history.remove(1));
    check();
    assertFound(Kind.MISORDERED);
  }

  @Test
  void aMessageOfAChannelThatWasHiddenIsLeaked() {
    sight.becomes(Sight.State.HIDDEN, 19);
    get(ada, 1, 2);
    check();
    assertFound(Kind.LEAKED);
    assertTrue(findings.kept().getFirst().text().contains("n2"));
  }

  @Test
  void whatCameWhenTheChannelWasSeenAgainIsNoLeak() {
    sight.becomes(Sight.State.HIDDEN, 19);
    sight.becomes(Sight.State.SEEN, 50);
    get(ada, 1, 2, 3);
    check();
    assertFound();
  }

  @Test
  void aMessageOfAChannelNobodyGaveIsLeaked() {
    sights.clear();
    check();
    assertFound(Kind.LEAKED);
  }

  @Test
  void whatWasSentWhileSightChangedIsJudgedNeitherWay() {
    sight.becomes(Sight.State.UNSURE, 19);
    sight.becomes(Sight.State.HIDDEN, 22);
    get(ada, 1);
    check();
    // Ben got 2, Ada did not; 3 was hidden.
    assertFound(Kind.LEAKED);
    assertEquals(1, findings.count(Kind.LEAKED));
  }

  @Test
  void whoIdentifiesAnewReadsTheRest() {
    get(ada, 1);
    ada.ready(Map.of("m1", 12L));
    ada.readLater(CHANNEL, List.of(2L));
    get(ada, 3);
    check();
    assertFound();
  }

  @Test
  void whoIdentifiesAnewAndReadsNothingHasLost() {
    get(ada, 1);
    ada.ready(Map.of("m1", 12L));
    get(ada, 3);
    check();
    assertFound(Kind.LOST);
  }

  @Test
  void anEventBeforeReadyIsMisordered() {
    var eve = new Diary("eve", positions, findings);
    get(eve, 1);
    assertFound(Kind.MISORDERED);
  }
}
