package together.gateway.presence;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import together.gateway.members.MemberIndex;
import together.proto.PresenceEvent;

/** Presence without a topic: what is written is read at once, and others' records when told. */
public final class FakePresence {
  public static final String OWN = "node-b";
  public static final long SECOND = 1_000_000_000L;

  public final Presences presences = new Presences(OWN, 15 * SECOND, 0, this::millis);
  public final PresenceWriter writer =
      new PresenceWriter(OWN, this::send, 3 * SECOND, 2 * SECOND, this::millis);

  /** Records this node has written, as {@code user status "custom status"}. */
  public final List<String> written = new ArrayList<>();

  private long now;
  private boolean fails;

  /** The time of the day. */
  long millis() {
    return now / 1_000_000;
  }

  private void send(String incarnation, long user, @Nullable Stated stated, Runnable failed) {
    if (fails) {
      failed.run();
      return;
    }
    written.add(user + " " + (stated == null ? "gone" : text(stated)));
    // As it comes back from the topic.
    presences.put(incarnation, user, stated == null ? null : read(user, stated), now);
  }

  private static String text(Stated stated) {
    var custom = stated.custom();
    return stated.choice().status().text() + (custom == null ? "" : " " + custom.text());
  }

  private static Stated read(long user, Stated stated) {
    try {
      var event = PresenceEvent.parseFrom(PresenceProducer.value(user, stated));
      return PresenceNode.stated(event.getUserPresence());
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }

  void failing(boolean failing) {
    fails = failing;
  }

  /** Another node's record. */
  public void put(String incarnation, long user, @Nullable Choice choice) {
    presences.put(incarnation, user, choice == null ? null : Stated.of(choice), now);
  }

  /** Another node's record of a user who says something. */
  public void says(String incarnation, long user, CustomStatus custom, long revision) {
    presences.put(incarnation, user, new Stated(Choice.DEFAULT, custom, revision), now);
  }

  public void online(String incarnation, long... users) {
    for (long user : users) {
      put(incarnation, user, Choice.DEFAULT);
    }
  }

  long now() {
    return now;
  }

  /** So much later; this node's own heartbeats came meanwhile, and its writes are done. */
  void pass(long nanos) {
    now += nanos;
    presences.heard(OWN, now, false);
    writer.write(1_000, now);
  }

  /** A fan-out that the test turns. */
  public PresenceFanOut fanOut(MemberIndex members, PresenceFanOut.Outlet outlet) {
    return new PresenceFanOut(presences, members, () -> List.of(outlet), 0);
  }

  /** Takes the changes to the sockets; how many events they are. */
  public static int turn(PresenceFanOut fanOut) {
    try {
      return fanOut.turn();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Writes of sessions that go by the system's clock. */
  public void write() {
    writer.write(1_000, System.nanoTime());
  }
}
