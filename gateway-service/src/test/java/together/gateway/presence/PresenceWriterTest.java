package together.gateway.presence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static together.gateway.presence.FakePresence.SECOND;

import java.util.List;
import org.junit.jupiter.api.Test;

class PresenceWriterTest {
  private static final long USER = 7;

  private final FakePresence fake = new FakePresence();
  private final Object phone = new Object();
  private final Object laptop = new Object();
  private final Object tablet = new Object();

  private void choose(Object session, Status status) {
    fake.writer.set(session, USER, new Choice(status, false, fake.millis() + 1), fake.now());
  }

  private void begin(Object session) {
    begin(session, Status.ONLINE);
    know(new OwnStatus(Status.ONLINE, 0, null, 1));
  }

  private void begin(Object session, Status status) {
    fake.writer.begin(session, USER, new Choice(status, false, 0), fake.now());
  }

  private void know(OwnStatus own) {
    fake.writer.know(USER, own, fake.now());
  }

  private static CustomStatus says(String text, long expiresMillis) {
    return new CustomStatus(text, null, expiresMillis);
  }

  private void end(Object session) {
    fake.writer.end(session, USER, fake.now());
  }

  private List<String> written() {
    var all = List.copyOf(fake.written);
    fake.written.clear();
    return all;
  }

  @Test
  void threeDevicesAreOneRecordWhichGoesAWhileAfterTheLast() {
    begin(phone);
    begin(laptop);
    begin(tablet);
    fake.pass(0);
    assertEquals(List.of("7 online"), written());
    fake.pass(10 * SECOND);
    end(phone);
    end(laptop);
    fake.pass(10 * SECOND);
    end(tablet);
    fake.pass(2 * SECOND);
    assertEquals(List.of(), written());
    fake.pass(SECOND);
    assertEquals(List.of("7 gone"), written());
    assertEquals(0, fake.writer.users());
  }

  @Test
  void whoReconnectsInTimeNeverLeft() {
    begin(phone);
    fake.pass(10 * SECOND);
    end(phone);
    fake.pass(2 * SECOND);
    begin(laptop);
    fake.pass(10 * SECOND);
    assertEquals(List.of("7 online"), written());
  }

  @Test
  void manyChangesAreOneAnInterval() {
    begin(phone);
    fake.pass(0);
    for (int i = 0; i < 100; i++) {
      choose(phone, i % 2 == 0 ? Status.DND : Status.IDLE);
      fake.pass(SECOND / 20);
    }
    fake.pass(2 * SECOND);
    var all = written();
    assertEquals("7 idle", all.getLast());
    // The first, one each two of the five seconds, and what was left over.
    assertEquals(4, all.size(), all.toString());
  }

  @Test
  void aChoiceOutlivesTheDeviceItWasMadeOnOnlyWhereAnotherMadeIt() {
    begin(phone);
    begin(laptop);
    choose(laptop, Status.INVISIBLE);
    fake.pass(0);
    assertEquals(List.of("7 invisible"), written());
    end(laptop);
    fake.pass(3 * SECOND);
    assertEquals(List.of("7 online"), written());
  }

  @Test
  void whatCouldNotBeWrittenIsWrittenLater() {
    fake.failing(true);
    begin(phone);
    fake.pass(0);
    assertEquals(List.of(), written());
    fake.failing(false);
    fake.pass(2 * SECOND);
    assertEquals(List.of("7 online"), written());
    fake.failing(true);
    end(phone);
    fake.pass(4 * SECOND);
    fake.failing(false);
    fake.pass(2 * SECOND);
    assertEquals(List.of("7 gone"), written());
  }

  @Test
  void nobodyIsSeenBeforeItIsKnownWhatTheUserHasSet() {
    begin(phone, Status.ONLINE);
    fake.pass(SECOND);
    assertEquals(List.of(), written());
    know(new OwnStatus(Status.INVISIBLE, 5, null, 2));
    fake.pass(0);
    assertEquals(List.of("7 invisible"), written());
    end(phone);
    begin(laptop, Status.ONLINE);
    end(laptop);
    fake.pass(4 * SECOND);
    assertEquals(List.of("7 gone"), written());
  }

  @Test
  void whoEndsBeforeItIsKnownWasNeverThere() {
    begin(phone, Status.ONLINE);
    end(phone);
    fake.pass(4 * SECOND);
    assertEquals(List.of(), written());
    assertEquals(0, fake.writer.users());
  }

  @Test
  void whatTheUserHasSetHoldsForAllSessionsUntilALaterChoice() {
    begin(phone, Status.IDLE);
    know(new OwnStatus(Status.DND, 1, null, 2));
    fake.pass(2 * SECOND);
    choose(phone, Status.ONLINE);
    fake.pass(2 * SECOND);
    know(new OwnStatus(Status.IDLE, fake.millis() + 1, null, 3));
    fake.pass(2 * SECOND);
    know(new OwnStatus(Status.DND, fake.millis(), null, 2));
    fake.pass(2 * SECOND);
    assertEquals(List.of("7 dnd", "7 online", "7 idle"), written());
  }

  @Test
  void aSessionThatBeginsInvisibleIsNotBetrayedByWhatWasSetBefore() {
    begin(phone, Status.INVISIBLE);
    know(new OwnStatus(Status.ONLINE, 1, null, 2));
    fake.pass(2 * SECOND);
    begin(laptop, Status.INVISIBLE);
    know(new OwnStatus(Status.ONLINE, 1, null, 3));
    fake.pass(2 * SECOND);
    assertEquals(List.of("7 invisible"), written());
    know(new OwnStatus(Status.ONLINE, 9_000, null, 4));
    fake.pass(2 * SECOND);
    assertEquals(List.of("7 online"), written());
  }

  @Test
  void aCustomStatusIsTakenAwayWhenItExpiresWhateverHappensBefore() {
    begin(phone, Status.ONLINE);
    know(new OwnStatus(Status.ONLINE, 0, says("lunch", 60_000), 2));
    fake.pass(0);
    for (int i = 0; i < 10; i++) {
      choose(phone, i % 2 == 0 ? Status.DND : Status.ONLINE);
      fake.pass(2 * SECOND);
    }
    assertEquals("7 online lunch", written().getLast());
    assertEquals(1, fake.writer.waiting());
    fake.pass(39 * SECOND);
    assertEquals(List.of(), written());
    fake.pass(SECOND);
    assertEquals(List.of("7 online"), written());
    assertEquals(0, fake.writer.waiting());
  }

  @Test
  void otherSettingsWriteNoRecord() {
    begin(phone, Status.ONLINE);
    know(new OwnStatus(Status.ONLINE, 0, says("lunch", 0), 2));
    fake.pass(0);
    know(new OwnStatus(Status.ONLINE, 0, says("lunch", 0), 3));
    fake.pass(2 * SECOND);
    assertEquals(List.of("7 online lunch"), written());
  }

  @Test
  void aRecordTakenAwayByOthersIsWrittenAgainWhileTheUserIsHere() {
    begin(phone);
    fake.pass(0);
    fake.put(FakePresence.OWN, USER, null);
    fake.writer.lost(USER, fake.now());
    fake.pass(2 * SECOND);
    assertEquals(List.of("7 online", "7 online"), written());
    assertEquals(Status.ONLINE, fake.presences.shown(USER));
  }
}
