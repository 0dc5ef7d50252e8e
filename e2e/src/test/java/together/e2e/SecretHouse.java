package together.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import together.e2e.client.Json;

/**
 * The rules of a server and a group dm, and their random changes: says who may see what without the
 * product's permission function. Its owner makes all changes but the joins, so none is refused.
 */
final class SecretHouse {
  private static final long VIEW = 1L << 10;

  /** What {@code @everyone} of a new server may do, but to view channels. */
  private static final long EVERYONE = 1 | 1 << 6 | 1 << 11 | 1 << 15 | 1 << 16 | 1 << 20 | 1 << 26;

  /** One request, by a user's id or (null) the owner. */
  record Change(@Nullable String by, String method, String path, @Nullable JsonNode body) {}

  /**
   * @param guild its id is its {@code @everyone} role's
   * @param group the dm
   * @param roles that some get
   * @param admin who has ADMINISTRATOR all the time
   * @param others whose sight changes
   */
  record Places(
      String guild,
      List<String> channels,
      String group,
      List<String> roles,
      String admin,
      List<String> others,
      String invite) {}

  private final Places places;
  private final Random random;
  private final Map<String, Boolean> roleViews = new HashMap<>();

  /** By channel and role or user: whether it gives or takes sight. */
  private final Map<String, Map<String, Boolean>> overrides = new HashMap<>();

  private final Map<String, Set<String>> rolesOf = new HashMap<>();
  private final Set<String> members = new HashSet<>();
  private final Set<String> banned = new HashSet<>();
  private final Set<String> recipients = new HashSet<>();

  /** All are members and recipients, without roles; everybody sees everything. */
  SecretHouse(Places places, Random random) {
    this.places = places;
    this.random = random;
    roleViews.put(places.guild(), true);
    members.addAll(places.others());
    recipients.addAll(places.others());
    recipients.add(places.admin());
  }

  // ---- what holds

  Map<String, Set<String>> sight() {
    var sight = new HashMap<String, Set<String>>();
    sight.put(places.admin(), seen(places.admin()));
    places.others().forEach(user -> sight.put(user, seen(user)));
    return sight;
  }

  private Set<String> seen(String user) {
    var seen = new HashSet<String>();
    boolean admin = user.equals(places.admin());
    if (admin || members.contains(user)) {
      seen.add(places.guild());
      places.channels().stream()
          .filter(channel -> admin || views(user, channel))
          .forEach(seen::add);
    }
    if (recipients.contains(user)) {
      seen.add(places.group());
    }
    return Set.copyOf(seen);
  }

  private boolean views(String user, String channel) {
    var roles = rolesOf.getOrDefault(user, Set.of());
    var here = overrides.getOrDefault(channel, Map.of());
    boolean views =
        roleViews.getOrDefault(places.guild(), false)
            || roles.stream().anyMatch(role -> roleViews.getOrDefault(role, false));
    views = here.getOrDefault(places.guild(), views);
    if (roles.stream().anyMatch(role -> Boolean.FALSE.equals(here.get(role)))) {
      views = false;
    }
    if (roles.stream().anyMatch(role -> Boolean.TRUE.equals(here.get(role)))) {
      views = true;
    }
    return here.getOrDefault(user, views);
  }

  // ---- what changes

  /** Something else holds from now on, once the request is made. */
  Change change() {
    var user = pick(places.others());
    var channel = pick(places.channels());
    int kind = random.nextInt(12);
    if (kind < 2) {
      return recipient(user);
    }
    if (!members.contains(user)) {
      return comeBack(user);
    }
    return switch (kind) {
      case 2, 3 -> override(channel, pick(targets()), 0);
      case 4, 5 -> override(channel, user, 1);
      case 6, 7 -> roles(user);
      case 8 -> viewsOfRole(pick(targets()));
      case 9 -> kick(user);
      case 10 -> ban(user);
      default -> timeOut(user);
    };
  }

  private List<String> targets() {
    var targets = new ArrayList<>(places.roles());
    targets.add(places.guild());
    return targets;
  }

  private String pick(List<String> all) {
    return all.get(random.nextInt(all.size()));
  }

  private String servers(String path) {
    return "/api/servers/" + places.guild() + path;
  }

  private Change recipient(String user) {
    var path = "/api/channels/" + places.group() + "/recipients/" + user;
    if (recipients.remove(user)) {
      return new Change(null, "DELETE", path, null);
    }
    recipients.add(user);
    return new Change(null, "PUT", path, null);
  }

  private Change comeBack(String user) {
    if (banned.remove(user)) {
      return new Change(null, "DELETE", servers("/bans/" + user), null);
    }
    members.add(user);
    return new Change(user, "POST", "/api/invites/" + places.invite(), null);
  }

  private Change kick(String user) {
    gone(user);
    return new Change(null, "DELETE", servers("/members/" + user), null);
  }

  private Change ban(String user) {
    gone(user);
    banned.add(user);
    return new Change(null, "PUT", servers("/bans/" + user), Json.object());
  }

  /** Roles go with the membership, overrides stay. */
  private void gone(String user) {
    members.remove(user);
    rolesOf.remove(user);
  }

  private Change override(String channel, String target, int type) {
    var path = "/api/channels/" + channel + "/permissions/" + target;
    var here = overrides.computeIfAbsent(channel, id -> new HashMap<>());
    if (here.containsKey(target) && random.nextBoolean()) {
      here.remove(target);
      return new Change(null, "DELETE", path, null);
    }
    boolean gives = random.nextBoolean();
    here.put(target, gives);
    var body =
        Json.object()
            .put("type", type)
            .put("allow", Long.toString(gives ? VIEW : 0))
            .put("deny", Long.toString(gives ? 0 : VIEW));
    return new Change(null, "PUT", path, body);
  }

  private Change roles(String user) {
    var roles = new TreeSet<String>();
    places.roles().stream().filter(role -> random.nextBoolean()).forEach(roles::add);
    rolesOf.put(user, roles);
    var body = Json.object();
    body.set("roles", Json.of(roles));
    return new Change(null, "PUT", servers("/members/" + user + "/roles"), body);
  }

  private Change viewsOfRole(String role) {
    boolean views = !roleViews.getOrDefault(role, false);
    roleViews.put(role, views);
    long permissions = (role.equals(places.guild()) ? EVERYONE : 0) | (views ? VIEW : 0);
    var body = Json.object().put("permissions", Long.toString(permissions));
    return new Change(null, "PATCH", "/api/roles/" + role, body);
  }

  /** Takes no sight: it must change nothing here. */
  private Change timeOut(String user) {
    var end = Clock.systemUTC().instant().plus(Duration.ofHours(1)).toString();
    var body = Json.object().put("communication_disabled_until", random.nextBoolean() ? end : null);
    return new Change(null, "PATCH", servers("/members/" + user), body);
  }
}
