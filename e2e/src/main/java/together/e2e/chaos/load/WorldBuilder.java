package together.e2e.chaos.load;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import together.e2e.chaos.check.Sight;
import together.e2e.client.ApiClient;
import together.e2e.client.Json;
import together.e2e.client.ServerApi;

/**
 * Makes the servers, channels and roles of a run, and lets everybody in; before the first fault.
 */
final class WorldBuilder {
  static final String VIEW = Long.toString(1 << 10);

  /** {@code @everyone} of the vault: may read history, post and connect, but sees nothing. */
  static final String BLIND = Long.toString(1 << 11 | 1 << 16 | 1 << 20);

  /** A role that sees. */
  static final String SEEING = Long.toString(1 << 10 | 1 << 11 | 1 << 16);

  /** Few, because joins of one server wait for each other. */
  private static final int AT_ONCE = 4;

  private final Guest owner;
  private final List<Guest> guests;
  private final ApiClient api;

  WorldBuilder(Guest owner, List<Guest> guests) {
    this.owner = owner;
    this.guests = guests;
    this.api = owner.api().with(Load.PATIENCE);
  }

  World build() throws InterruptedException, ExecutionException {
    var square = server("The square");
    var vault = server("The vault");
    var club = server("The club");
    var _ = api.call("PATCH", "/api/roles/" + vault, permissions(BLIND));
    var staffRole = role(square, "staff", "0");
    var guestRole = role(vault, "guests", SEEING);
    var world =
        new World(
            owner,
            guests,
            room("square", square),
            room("busy", square),
            room("flip", square),
            room("secret", square),
            room("staff", square),
            room("vault", vault),
            room("club", club),
            new World.Keys(
                staffRole,
                guestRole,
                api.servers().invite(club),
                channel(square, "talk", ServerApi.VOICE)));
    override(world.secret(), square, 0, "0", VIEW);
    override(world.staff(), square, 0, "0", VIEW);
    override(world.staff(), staffRole, 0, VIEW, "0");
    letIn(world, api.servers().invite(square), api.servers().invite(vault));
    return world;
  }

  private String server(String name) {
    return api.servers().create(name).required("id").asText();
  }

  private String role(String guild, String name, String permissions) {
    return api.post("/api/servers/" + guild + "/roles", permissions(permissions).put("name", name))
        .required("id")
        .asText();
  }

  private Room room(String name, String guild) {
    return new Room(name, guild, channel(guild, name, ServerApi.TEXT));
  }

  private String channel(String guild, String name, int type) {
    return api.servers().createChannel(guild, name, type).required("id").asText();
  }

  private void override(Room room, String target, int type, String allow, String deny) {
    var _ =
        api.call(
            "PUT",
            "/api/channels/" + room.channel() + "/permissions/" + target,
            override(type, allow, deny));
  }

  static ObjectNode override(int type, String allow, String deny) {
    return Json.object().put("type", type).put("allow", allow).put("deny", deny);
  }

  static ObjectNode permissions(String permissions) {
    return Json.object().put("permissions", permissions);
  }

  private void letIn(World world, String squareInvite, String vaultInvite)
      throws InterruptedException, ExecutionException {
    try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
      var all =
          guests.stream()
              .map(guest -> threads.submit(() -> letIn(world, guest, squareInvite, vaultInvite)))
              .toList();
      for (var one : all) {
        var _ = one.get();
      }
    }
    var now = System.nanoTime();
    var flip = new Sight(Sight.State.SEEN, now);
    var vault = new Sight(Sight.State.SEEN, now);
    for (var index = 0; index < guests.size(); index++) {
      var sights = guests.get(index).sights();
      sights.put(world.square().channel(), Sight.always());
      sights.put(world.busy().channel(), Sight.always());
      // One for all: they change together.
      sights.put(world.flip().channel(), flip);
      sights.put(world.vault().channel(), vault);
      sights.put(world.secret().channel(), new Sight(Sight.State.HIDDEN, now));
      sights.put(world.staff().channel(), new Sight(Sight.State.HIDDEN, now));
      if (World.clubber(index)) {
        sights.put(world.club().channel(), new Sight(Sight.State.HIDDEN, now));
      }
    }
    world.rooms().forEach(room -> owner.sights().put(room.channel(), Sight.always()));
  }

  private void letIn(World world, Guest guest, String squareInvite, String vaultInvite) {
    var servers = guest.api().with(Load.PATIENCE).servers();
    var _ = servers.join(squareInvite);
    var _ = servers.join(vaultInvite);
    var roles = Json.object();
    roles.set("roles", Json.of(List.of(world.keys().guestRole())));
    var _ =
        api.call(
            "PUT",
            "/api/servers/%s/members/%s/roles".formatted(world.vault().guild(), guest.id()),
            roles);
  }
}
