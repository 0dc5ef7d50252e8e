package together.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import together.e2e.client.ApiClient;
import together.e2e.client.Json;
import together.e2e.client.Patience;
import together.e2e.client.ServerApi;

/**
 * The people and places of a leak check, as they are made.
 *
 * @param owner who changes things, posts, and speaks
 * @param admin ADMINISTRATOR all the time
 * @param others whose sight changes
 * @param text channels
 * @param voice channels
 */
record LeakHouse(
    Person owner,
    Person admin,
    List<Person> others,
    SecretHouse.Places places,
    List<String> text,
    List<String> voice) {
  private static final Patience PATIENCE = new Patience(Limits.RECOVERY);
  private static final int OTHERS = 5;
  private static final String ADMINISTRATOR = "8";

  static LeakHouse build(SharedPlatform platform) {
    var owner = Person.make(platform, "ada");
    var admin = Person.make(platform, "mod");
    var others = new ArrayList<Person>();
    for (int number = 0; number < OTHERS; number++) {
      others.add(Person.make(platform, "cy"));
    }
    var servers = api(owner).servers();
    var guild = servers.create("The secret house").required("id").asText();
    var invite = servers.invite(guild);
    var _ = api(admin).servers().join(invite);
    others.forEach(person -> api(person).servers().join(invite));
    give(owner, guild, admin, role(owner, guild, ADMINISTRATOR));
    var roles = List.of(role(owner, guild, "0"), role(owner, guild, "0"));
    for (var name : List.of("secret", "hall")) {
      servers.createChannel(guild, name, ServerApi.TEXT);
    }
    servers.createChannel(guild, "Cellar", ServerApi.VOICE);
    var channels = servers.channels(guild);
    var places =
        new SecretHouse.Places(
            guild,
            ids(channels, ServerApi.TEXT, ServerApi.VOICE),
            group(owner, admin, others),
            roles,
            admin.id(),
            others.stream().map(Person::id).toList(),
            invite);
    return new LeakHouse(
        owner,
        admin,
        List.copyOf(others),
        places,
        ids(channels, ServerApi.TEXT),
        ids(channels, ServerApi.VOICE));
  }

  private static ApiClient api(Person person) {
    return person.api().with(PATIENCE);
  }

  private static String role(Person owner, String guild, String permissions) {
    return api(owner)
        .post("/api/servers/" + guild + "/roles", Json.object().put("permissions", permissions))
        .required("id")
        .asText();
  }

  private static void give(Person owner, String guild, Person member, String role) {
    var body = Json.object();
    body.set("roles", Json.of(List.of(role)));
    var path = "/api/servers/" + guild + "/members/" + member.id() + "/roles";
    var _ = api(owner).call("PUT", path, body);
  }

  private static String group(Person owner, Person admin, List<Person> others) {
    var recipients = new ArrayList<String>();
    recipients.add(admin.id());
    others.forEach(person -> recipients.add(person.id()));
    var body = Json.object();
    body.set("recipient_ids", Json.of(recipients));
    return api(owner).post("/api/users/@me/channels", body).required("id").asText();
  }

  private static List<String> ids(List<JsonNode> channels, Integer... types) {
    return channels.stream()
        .filter(channel -> List.of(types).contains(channel.path("type").asInt()))
        .map(channel -> channel.path("id").asText())
        .toList();
  }

  /** All whose sockets are watched. */
  List<Person> watched() {
    var all = new ArrayList<>(others);
    all.add(admin);
    return all;
  }

  /** Where messages are posted. */
  List<String> rooms() {
    var rooms = new ArrayList<>(text);
    rooms.add(places.group());
    return rooms;
  }
}
