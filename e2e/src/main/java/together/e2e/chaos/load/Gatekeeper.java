package together.e2e.chaos.load;

import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import together.e2e.chaos.check.Sight;
import together.e2e.client.Answer;
import together.e2e.client.Json;

/**
 * Gives and takes sight of one room, again and again, and says something in it right after each
 * change: what a node with an older view of the server would show to the wrong clients.
 */
final class Gatekeeper implements Runnable {
  /** Which of the ways there are. */
  enum Way {
    EVERYONE_OVERRIDE,
    MEMBER_OVERRIDE,
    MEMBER_ROLE,
    ROLE_PERMISSIONS
  }

  private static final int LONGEST_PAUSE_MILLIS = 8_000;

  private final Way way;
  private final World world;
  private final Gate gate;
  private final Mailer mailer;
  private final Shift shift;
  private final Random random;
  private int said;

  Gatekeeper(Way way, World world, Gate gate, Mailer mailer, Shift shift, Random random) {
    this.way = way;
    this.world = world;
    this.gate = gate;
    this.mailer = mailer;
    this.shift = shift;
    this.random = random;
  }

  @Override
  public void run() {
    while (!shift.over()) {
      shift.pause(random.nextInt(LONGEST_PAUSE_MILLIS));
      var guest = world.guests().get(random.nextInt(world.guests().size()));
      if (!shift.over() && change(guest)) {
        for (var count = 1 + random.nextInt(3); count > 0; count--) {
          say();
        }
      }
    }
  }

  private Room room() {
    return switch (way) {
      case EVERYONE_OVERRIDE -> world.flip();
      case MEMBER_OVERRIDE -> world.secret();
      case MEMBER_ROLE -> world.staff();
      case ROLE_PERMISSIONS -> world.vault();
    };
  }

  private void say() {
    var nonce = "gate-" + room().name() + "-" + said++;
    var _ = mailer.byRest(world.owner().api(), room().channel(), nonce);
  }

  private boolean change(Guest guest) {
    var sight = guest.sights().get(room().channel());
    if (sight == null) {
      throw new IllegalStateException(guest.name() + " never sees " + room());
    }
    var show = sight.now() != Sight.State.SEEN;
    return gate.change(
        "sight of " + room().name() + (show ? " given" : " taken"),
        List.of(sight),
        show ? Sight.State.SEEN : Sight.State.HIDDEN,
        request(guest, show));
  }

  private Supplier<Answer> request(Guest guest, boolean show) {
    var overrides = "/api/channels/" + room().channel() + "/permissions/";
    var view = WorldBuilder.VIEW;
    return switch (way) {
      case EVERYONE_OVERRIDE -> {
        var body = WorldBuilder.override(0, "0", show ? "0" : view);
        yield () -> world.owner().api().raw("PUT", overrides + room().guild(), body);
      }
      case MEMBER_OVERRIDE -> {
        var body = WorldBuilder.override(1, view, "0");
        var path = overrides + guest.id();
        yield show
            ? () -> world.owner().api().raw("PUT", path, body)
            : () -> world.owner().api().raw("DELETE", path, null);
      }
      case MEMBER_ROLE -> {
        var body = Json.object();
        body.set("roles", Json.of(show ? List.of(world.keys().staffRole()) : List.of()));
        var path = "/api/servers/%s/members/%s/roles".formatted(room().guild(), guest.id());
        yield () -> world.owner().api().raw("PUT", path, body);
      }
      case ROLE_PERMISSIONS -> {
        var body = WorldBuilder.permissions(show ? WorldBuilder.SEEING : WorldBuilder.BLIND);
        var path = "/api/roles/" + world.keys().guestRole();
        yield () -> world.owner().api().raw("PATCH", path, body);
      }
    };
  }
}
