package together.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import together.e2e.client.Frame;
import together.e2e.client.Json;

/**
 * What a client knows of its servers: READY's guilds, and every event since applied, as
 * docs/protocol.md describes them. Nothing but frames goes in.
 */
final class ClientState {
  private final TreeMap<String, ObjectNode> guilds = new TreeMap<>();
  private final String self;

  private ClientState(JsonNode ready) {
    self = ready.path("user").path("id").asText();
    ready.path("guilds").forEach(this::put);
  }

  /** The state after all these frames, of which READY is one. */
  static ClientState after(List<Frame> frames) {
    ClientState state = null;
    for (var frame : frames) {
      if (frame.is("READY")) {
        state = new ClientState(frame.d());
      } else if (state != null && frame.t() != null) {
        state.apply(frame.t(), frame.d());
      }
    }
    if (state == null) {
      throw new AssertionError("no READY");
    }
    return state;
  }

  private void put(JsonNode guild) {
    guilds.put(guild.path("id").asText(), guild.deepCopy());
  }

  private void apply(String event, JsonNode d) {
    switch (event) {
      case "GUILD_CREATE" -> put(d);
      case "GUILD_UPDATE" -> guild(d.path("id")).setAll(withoutLists(d));
      case "GUILD_DELETE" -> guilds.remove(d.path("id").asText());
      case "GUILD_MEMBER_ADD" -> {
        count(d, 1);
        member(d);
      }
      case "GUILD_MEMBER_UPDATE" -> member(d);
      case "GUILD_MEMBER_REMOVE" -> count(d, -1);
      case "GUILD_ROLE_CREATE", "GUILD_ROLE_UPDATE" ->
          upsert(guild(d.path("guild_id")), "roles", d.path("role"));
      case "GUILD_ROLE_DELETE" -> roleDeleted(guild(d.path("guild_id")), d.path("role_id"));
      case "CHANNEL_CREATE", "CHANNEL_UPDATE" -> upsert(guild(d.path("guild_id")), "channels", d);
      case "CHANNEL_DELETE" -> channelDeleted(guild(d.path("guild_id")), d.path("id"));
      case "VOICE_STATE_UPDATE" -> voice(guild(d.path("guild_id")), d);
      default -> {
        // Not about the structure of a server.
      }
    }
  }

  private ObjectNode guild(JsonNode id) {
    var guild = guilds.get(id.asText());
    if (guild == null) {
      throw new AssertionError("an event of a server this client does not have: " + id);
    }
    return guild;
  }

  private static ObjectNode withoutLists(JsonNode update) {
    ObjectNode fields = update.deepCopy();
    return fields.without(
        List.of("roles", "channels", "member", "voice_states", "emojis", "member_count"));
  }

  private void count(JsonNode d, int difference) {
    var guild = guild(d.path("guild_id"));
    guild.put("member_count", guild.path("member_count").asInt() + difference);
  }

  /** {@code {guild_id, member}}: of the members a client keeps itself only. */
  private void member(JsonNode d) {
    if (d.path("member").path("user").path("id").asText().equals(self)) {
      guild(d.path("guild_id")).set("member", d.path("member").deepCopy());
    }
  }

  private static void upsert(ObjectNode guild, String list, JsonNode item) {
    remove(guild, list, "id", item.path("id").asText());
    guild.withArray(list).add(item.deepCopy());
  }

  private static void remove(ObjectNode guild, String list, String key, String value) {
    keep(guild.withArray(list), item -> !item.path(key).asText().equals(value));
  }

  private static void keep(ArrayNode array, Predicate<JsonNode> wanted) {
    var kept = StreamSupport.stream(array.spliterator(), false).filter(wanted).toList();
    array.removeAll();
    array.addAll(kept);
  }

  private static void roleDeleted(ObjectNode guild, JsonNode role) {
    remove(guild, "roles", "id", role.asText());
    keep(guild.withObject("member").withArray("roles"), id -> !id.equals(role));
    for (var channel : guild.path("channels")) {
      keep(
          ((ObjectNode) channel).withArray("permission_overwrites"),
          overwrite -> !overwrite.path("id").equals(role));
    }
  }

  private static void channelDeleted(ObjectNode guild, JsonNode channel) {
    remove(guild, "channels", "id", channel.asText());
    remove(guild, "voice_states", "channel_id", channel.asText());
  }

  private static void voice(ObjectNode guild, JsonNode state) {
    remove(guild, "voice_states", "user_id", state.path("user_id").asText());
    if (!state.path("channel_id").isNull()) {
      guild.withArray("voice_states").add(state.deepCopy());
    }
  }

  /** Whether it has the server, by that name. */
  boolean isNamed(String guild, String name) {
    var known = guilds.get(guild);
    return known != null && known.path("name").asText().equals(name);
  }

  /** The whole state as text, the same whatever the order of lists; for comparing. */
  String text() {
    var text = new StringBuilder();
    for (var guild : guilds.values()) {
      // An event of a channel does not say the guild's revision.
      var sorted = guild.deepCopy().without(List.of("revision"));
      for (var list : List.of("roles", "channels", "voice_states")) {
        sort(((ObjectNode) sorted).withArray(list));
      }
      text.append(Json.pretty(sorted)).append('\n');
    }
    return text.toString();
  }

  private static void sort(ArrayNode array) {
    var items =
        StreamSupport.stream(array.spliterator(), false)
            .sorted(Comparator.comparing(JsonNode::toString))
            .toList();
    array.removeAll();
    array.addAll(items);
  }
}
