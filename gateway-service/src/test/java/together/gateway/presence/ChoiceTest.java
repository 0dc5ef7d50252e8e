package together.gateway.presence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static together.gateway.presence.Status.DND;
import static together.gateway.presence.Status.IDLE;
import static together.gateway.presence.Status.INVISIBLE;
import static together.gateway.presence.Status.OFFLINE;
import static together.gateway.presence.Status.ONLINE;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ChoiceTest {
  private static Status shown(Choice... all) {
    return combined(List.of(all)).shown();
  }

  private static Choice combined(List<Choice> all) {
    return all.stream().reduce(Choice::combine).orElseThrow();
  }

  @Test
  void whatTheUserChoseLastWins() {
    assertEquals(DND, shown(new Choice(ONLINE, false, 5), new Choice(DND, false, 6)));
    assertEquals(ONLINE, shown(new Choice(ONLINE, false, 7), new Choice(DND, false, 6)));
    assertEquals(OFFLINE, shown(new Choice(INVISIBLE, false, 7), new Choice(DND, false, 6)));
    assertEquals(DND, shown(new Choice(INVISIBLE, false, 7), new Choice(DND, false, 8)));
  }

  @Test
  void aChoiceWinsOverWhatOtherDevicesBeganWith() {
    assertEquals(DND, shown(Choice.DEFAULT, new Choice(DND, false, 1), Choice.DEFAULT));
    assertEquals(IDLE, shown(Choice.DEFAULT, new Choice(IDLE, false, 1)));
    assertEquals(ONLINE, shown(new Choice(INVISIBLE, false, 0), new Choice(ONLINE, false, 1)));
  }

  @Test
  void aDeviceThatBeginsInvisibleIsNotBetrayedByOneThatSaysNothing() {
    assertEquals(OFFLINE, shown(Choice.DEFAULT, new Choice(INVISIBLE, false, 0)));
  }

  @Test
  void oneDeviceInUseIsEnoughToBeOnline() {
    var away = new Choice(ONLINE, true, 0);
    assertEquals(IDLE, shown(away, away));
    assertEquals(ONLINE, shown(away, Choice.DEFAULT, away));
    assertEquals(DND, shown(away, new Choice(DND, true, 3)));
  }

  @Test
  void theOrderOfCombiningDoesNotMatterAndNothingIsLostInItsPackedForm() {
    var random = new Random(3);
    for (int round = 0; round < 1_000; round++) {
      var all =
          random
              .ints(5, 1, 5)
              .mapToObj(
                  status -> new Choice(Status.of(status), random.nextBoolean(), random.nextInt(3)))
              .toList();
      var nested = Choice.combine(combined(all.subList(0, 2)), combined(all.subList(2, 5)));
      assertEquals(combined(all), nested);
      assertEquals(combined(all), combined(all.reversed()));
      int node = random.nextInt(1 << 16);
      var packed = combined(all).packed(node);
      assertEquals(combined(all), Choice.of(packed));
      assertEquals(node, Choice.node(packed));
    }
  }
}
