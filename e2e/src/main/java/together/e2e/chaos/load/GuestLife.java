package together.e2e.chaos.load;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import together.e2e.chaos.check.Sight;
import together.e2e.client.UnreachableException;

/** What one client does all the time, one thing after the other, drawn from its own seed. */
final class GuestLife implements Runnable {
  private static final int LONGEST_SLOWNESS_MILLIS = 12_000;

  private final Guest guest;
  private final World world;
  private final Mailer mailer;
  private final Doings doings;
  private final int meanPauseMillis;
  private final Random random;
  private int said;
  private boolean talking;

  /** What the lives of all clients share, and whether this one goes to the club. */
  record Doings(Gate gate, Tally tally, Shift shift, boolean clubber) {}

  GuestLife(
      Guest guest, World world, Mailer mailer, Doings doings, int meanPauseMillis, Random random) {
    this.guest = guest;
    this.world = world;
    this.mailer = mailer;
    this.doings = doings;
    this.meanPauseMillis = meanPauseMillis;
    this.random = random;
  }

  @Override
  public void run() {
    var shift = doings.shift();
    while (true) {
      shift.pause((long) (-Math.log(1 - random.nextDouble()) * meanPauseMillis));
      if (shift.over()) {
        return;
      }
      next(random.nextInt(100));
    }
  }

  private void next(int dice) {
    if (dice < 55) {
      var room = world.rooms().get(random.nextInt(world.rooms().size()));
      if (guest.sees(room)) {
        var _ = mailer.byRest(guest.api(), room.channel(), nonce());
      }
    } else if (dice < 78) {
      var room = random.nextInt(4) == 0 ? world.flip() : world.busy();
      if (guest.sees(room)) {
        var _ = mailer.bySocket(guest.socket(), room.channel(), nonce());
      }
    } else if (dice < 84) {
      talk();
    } else if (dice < 88) {
      doings.tally().count("slow sockets");
      guest.socket().stopReading(Duration.ofMillis(random.nextInt(LONGEST_SLOWNESS_MILLIS)));
    } else if (dice < 93) {
      doings.tally().count("sockets dropped by the client");
      guest.socket().drop();
    } else if (doings.clubber()) {
      comeOrGo();
    }
  }

  private String nonce() {
    return guest.name() + "-" + said++;
  }

  private void talk() {
    talking = !talking;
    try {
      guest.socket().voice(world.square().guild(), talking ? world.keys().voice() : null);
      doings.tally().count(talking ? "voice joined" : "voice left");
    } catch (UnreachableException e) {
      // Between two connections; the end of the old one has left the channel.
      talking = false;
    }
  }

  private void comeOrGo() {
    var sight = guest.sights().get(world.club().channel());
    if (sight == null) {
      throw new IllegalStateException(guest.name() + " is no clubber");
    }
    var come = sight.now() != Sight.State.SEEN;
    var path =
        come
            ? "/api/invites/" + world.keys().clubInvite()
            : "/api/servers/" + world.club().guild() + "/members/@me";
    var _ =
        doings
            .gate()
            .change(
                come ? "club joined" : "club left",
                List.of(sight),
                come ? Sight.State.SEEN : Sight.State.HIDDEN,
                () -> guest.api().raw(come ? "POST" : "DELETE", path, null));
  }
}
