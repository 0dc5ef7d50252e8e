package together.e2e;

import java.util.EnumMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import together.e2e.AccessRow.Caller;
import together.e2e.client.ApiClient;
import together.e2e.client.ApiException;
import together.e2e.client.ChannelApi;
import together.e2e.client.Json;
import together.e2e.client.Patience;

/** A server with one caller of each kind, and the ids that routes are about. */
final class AccessHouse {
  private static final Pattern PARAMETER = Pattern.compile("\\{(\\w+)}");

  private final Map<Caller, ApiClient> callers = new EnumMap<>(Caller.class);
  private final House house;
  private final Person target;
  private final Map<String, String> ids;

  private AccessHouse(House house, Person target, Map<String, String> ids) {
    this.house = house;
    this.target = target;
    this.ids = ids;
  }

  static AccessHouse build() {
    var house = House.build();
    var invite = house.owner().api().servers().invite(house.guild());
    var target = joined("target", invite);
    var revoked = joined("revoked", invite);
    var ex = joined("ex", invite);
    ex.api().servers().leave(house.guild());
    revoked.api().auth().logout();
    var other = Person.make("other");
    var _ = other.api().servers().create("The other house");

    var role =
        house
            .owner()
            .api()
            .post("/api/servers/" + house.guild() + "/roles", Json.object().put("name", "guests"));
    var files = "/api/channels/" + house.text() + "/attachments";
    var file = target.api().upload(files, "a.txt", new byte[] {'a'}).json().required("id").asText();
    var content = ChannelApi.message("to be read", "n1", null);
    content.putArray("attachment_ids").add(file);
    var message = target.api().post(target.api().channel(house.text()).messages(), content);
    var access =
        new AccessHouse(
            house,
            target,
            Map.of(
                "guild", house.guild(),
                "role", role.required("id").asText(),
                "target", target.id(),
                "message", message.required("id").asText(),
                "file", file,
                "code", invite));
    access.add(Caller.NONE, new ApiClient(house.owner().connection()));
    access.add(Caller.REVOKED, revoked.api());
    access.add(Caller.STRANGER, Person.make("stranger").api());
    access.add(Caller.OTHER, other.api());
    access.add(Caller.EX, ex.api());
    access.add(Caller.MEMBER, house.member().api());
    access.add(Caller.OWNER, house.owner().api());
    awaitRevoked(revoked.api());
    return access;
  }

  private static Person joined(String name, String invite) {
    var person = Person.make(name);
    var _ = person.api().servers().join(invite);
    return person;
  }

  /** A revocation holds on all nodes within a second of its answer. */
  private static void awaitRevoked(ApiClient revoked) {
    new Patience(Limits.ANSWER)
        .ask(() -> {
          var status = revoked.raw("GET", "/api/users/@me", null).status();
          if (status != 401) {
            throw new ApiException(503, "NOT_YET", "still answered with " + status);
          }
          return status;
        });
  }

  private void add(Caller caller, ApiClient api) {
    callers.put(caller, api);
  }

  ApiClient caller(Caller caller) {
    var api = callers.get(caller);
    if (api == null) {
      throw new AssertionError("nobody is " + caller);
    }
    return api;
  }

  String id(String name) {
    var id = ids.get(name);
    if (id == null) {
      throw new AssertionError("the house has no " + name);
    }
    return id;
  }

  /** The path with the ids of this house. */
  String path(String template) {
    return PARAMETER
        .matcher(template)
        .replaceAll(parameter -> Matcher.quoteReplacement(parameter(template, parameter.group(1))));
  }

  private String parameter(String template, String name) {
    return switch (name) {
      case "channel_id" -> house.text();
      case "message_id" -> id("message");
      case "user_id", "target_id" -> target.id();
      case "code" -> id("code");
      // A thumb up, as a path has it.
      case "emoji" -> "%F0%9F%91%8D";
      // Nobody has made one.
      case "emoji_id" -> target.id();
      case "hash" -> "none";
      case "filename" -> "a.txt";
      case "id" -> idOf(template);
      default -> throw new AssertionError("what is {" + name + "} of " + template + "?");
    };
  }

  private String idOf(String template) {
    var area = template.split("/", -1)[2];
    return switch (area) {
      case "servers" -> house.guild();
      case "channels" -> house.text();
      case "roles" -> id("role");
      case "attachments" -> id("file");
      case "users", "operator" -> target.id();
      // Somebody else's session: unknown to everybody here.
      case "auth" -> target.id();
      default -> throw new AssertionError("what is {id} of " + template + "?");
    };
  }
}
