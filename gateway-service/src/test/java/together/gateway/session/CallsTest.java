package together.gateway.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CallsTest {
  private final List<Runnable> threads = new ArrayList<>();
  private final List<String> done = new ArrayList<>();
  private final Calls calls = new Calls(threads::add);

  private void runAll() {
    while (!threads.isEmpty()) {
      threads.removeFirst().run();
    }
  }

  @Test
  void callsRunOneAfterAnotherAndTheLastAtTheEnd() {
    calls.atEnd(() -> done.add("end"));
    calls.submit(() -> done.add("first"));
    calls.submit(() -> done.add("second"));
    calls.end();
    assertEquals(1, threads.size());
    runAll();
    assertEquals(List.of("first", "second", "end"), done);
    assertFalse(calls.submit(() -> done.add("late")));
  }

  @Test
  void aCallThatFailsHoldsUpNoneBehindIt() {
    calls.submit(() -> {
      throw new IllegalStateException("on purpose");
    });
    calls.submit(() -> done.add("next"));
    runAll();
    calls.submit(() -> done.add("later"));
    runAll();
    assertEquals(List.of("next", "later"), done);
  }

  @Test
  void refusesWhatIsTooMuch() {
    int taken = 0;
    while (calls.submit(() -> done.add("x"))) {
      taken++;
    }
    assertEquals(64, taken);
  }
}
