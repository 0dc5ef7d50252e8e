package together.gateway.temporary;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import together.proto.TemporaryMembership;

class DeparturesTest {
  private static final long GRACE = 60;

  private final Departures departures = new Departures(GRACE);
  private final Set<Long> online = new HashSet<>();

  private static TemporaryMembership of(long user) {
    return TemporaryMembership.newBuilder().setGuildId(1).setUserId(user).build();
  }

  private List<TemporaryMembership> look(long now, TemporaryMembership... all) {
    var ending = departures.look(List.of(all), online::contains, now);
    departures.looked();
    return ending;
  }

  @Test
  void endsWhoHasNoSessionForTheGrace() {
    assertEquals(List.of(), look(0, of(7)));
    assertEquals(List.of(), look(59, of(7)));
    assertEquals(List.of(of(7)), look(60, of(7)));
  }

  @Test
  void aSessionMeanwhileBeginsTheCountAnew() {
    look(0, of(7), of(8));
    online.add(7L);
    look(30, of(7), of(8));
    online.remove(7L);
    look(40, of(7), of(8));
    assertEquals(List.of(of(8)), look(60, of(7), of(8)));
    assertEquals(List.of(), look(99, of(7)));
    assertEquals(List.of(of(7)), look(100, of(7)));
  }

  @Test
  void whatWasNotSeenDoesNotCount() {
    look(0, of(7));
    departures.reset();
    assertEquals(List.of(), look(60, of(7)));
    assertEquals(List.of(of(7)), look(120, of(7)));
  }

  @Test
  void whoHasLeftAndComesAgainHasTheWholeGrace() {
    look(0, of(7));
    look(30);
    assertEquals(List.of(), look(60, of(7)));
  }

  @Test
  void aLookInSeveralPagesIsOneLook() {
    departures.look(List.of(of(7)), online::contains, 0);
    departures.look(List.of(of(8)), online::contains, 0);
    departures.looked();
    assertEquals(List.of(of(7)), departures.look(List.of(of(7)), online::contains, 60));
    assertEquals(List.of(of(8)), departures.look(List.of(of(8)), online::contains, 60));
  }
}
