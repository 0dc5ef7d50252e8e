package together.bench.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DeliveryTest {
  private static final int MEMBERS = 2;
  private static final int POSTS = 100;

  private final Delivery delivery = new Delivery(MEMBERS, POSTS, 10);
  private final int load = Integer.parseInt(delivery.nonce(0).split("\\.", -1)[0]);

  private void post(int number) {
    delivery.planned(number, TimeUnit.MILLISECONDS.toNanos(number));
    delivery.answered(true);
  }

  private void receive(int socket, int number) {
    delivery.received(socket, load, number, number, TimeUnit.MILLISECONDS.toNanos(number + 5));
  }

  @Test
  void aWholeLoadIsWholeAndTimedFromThePlan() {
    for (var number = 0; number < POSTS; number++) {
      post(number);
      receive(0, number);
      receive(1, number);
    }
    assertTrue(delivery.allAnswered() && delivery.allReceived() && delivery.whole());
    var times = delivery.microseconds();
    assertEquals(MEMBERS * (POSTS - 10), times.getTotalCount(), "the warm-up is not timed");
    assertEquals(5_000.0, (double) times.getValueAtPercentile(50), 10.0);
  }

  @Test
  void whatOneMemberMissesIsLost() {
    post(20);
    receive(0, 20);
    assertEquals(1, delivery.lost());
    assertFalse(delivery.whole());
  }

  @Test
  void whatComesTwiceToOneMemberIsDoubled() {
    post(64);
    receive(0, 64);
    receive(0, 64);
    receive(1, 64);
    assertEquals(1, delivery.doubles());
    assertEquals(0, delivery.lost());
  }

  @Test
  void aLaterPostBeforeAnEarlierIsOutOfOrder() {
    post(30);
    post(31);
    receive(0, 31);
    receive(0, 30);
    assertEquals(1, delivery.disorder());
  }

  @Test
  void anotherLoadsPostsDoNotCount() {
    delivery.received(0, load + 1, 0, 0, 0);
    assertEquals(0, delivery.received());
  }
}
