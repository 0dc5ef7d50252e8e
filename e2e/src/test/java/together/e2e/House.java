package together.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import together.e2e.client.Patience;
import together.e2e.client.ServerApi;

/**
 * A server with an owner and a second member.
 *
 * @param text id of a text channel where nobody but the tests says anything: joins are told in
 *     {@code general}
 * @param voice id of its voice channel {@code General}
 */
record House(Person owner, Person member, String guild, String text, String voice) {
  private static final Patience PATIENCE = new Patience(Limits.RECOVERY);

  /** Made by a new owner, joined by a new member by invite. */
  static House build() {
    return build(SharedPlatform.get());
  }

  static House build(SharedPlatform where) {
    return of(Person.make(where, "ada"), Person.make(where, "ben"));
  }

  static House of(Person owner, Person member) {
    // A platform that has just begun may ask for some patience; what is made twice harms nobody.
    var servers = owner.api().with(PATIENCE).servers();
    var guild = servers.create("The house").required("id").asText();
    var invite = servers.invite(guild);
    var _ = member.api().with(PATIENCE).servers().join(invite);
    return new House(
        owner,
        member,
        guild,
        servers.createChannel(guild, "lounge", ServerApi.TEXT).required("id").asText(),
        channel(owner, guild, "General", ServerApi.VOICE));
  }

  private static String channel(Person person, String guild, String name, int type) {
    return person.api().with(PATIENCE).servers().channels(guild).stream()
        .filter(channel -> isNamed(channel, name) && channel.path("type").asInt() == type)
        .findFirst()
        .orElseThrow(() -> new AssertionError("no channel " + name))
        .path("id")
        .asText();
  }

  static boolean isNamed(JsonNode node, String name) {
    return node.path("name").asText().equals(name);
  }
}
