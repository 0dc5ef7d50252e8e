package together.gateway.presence;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import together.gateway.frame.ServerFrames;
import together.gateway.members.MemberIndex;

/**
 * Presences as a client is told them: of the members of its small guilds, and of its partners,
 * those it shares private channels or is friends with. Thread-safe, does not block.
 */
public final class GuildPresences {
  private final Presences presences;
  private final MemberIndex members;

  public GuildPresences(Presences presences, MemberIndex members) {
    this.presences = presences;
    this.members = members;
  }

  public MemberIndex members() {
    return members;
  }

  /** What a snapshot taken from now on contains. */
  public long version() {
    return presences.version();
  }

  /** What a socket that has taken all events so far has been told. */
  public long told() {
    return presences.told();
  }

  /** Everyone of these guilds and partners who is online, each once. */
  public Map<Long, Seen> online(Collection<Long> guildIds, Collection<Long> partners) {
    var online = new LinkedHashMap<Long, Seen>();
    for (long guild : guildIds) {
      for (long member : members.members(guild)) {
        addOnline(online, member);
      }
    }
    partners.forEach(partner -> addOnline(online, partner));
    return online;
  }

  private void addOnline(Map<Long, Seen> online, long user) {
    if (!online.containsKey(user)) {
      var seen = presences.seen(user);
      if (seen.isOnline()) {
        online.put(user, seen);
      }
    }
  }

  /** The frame of RESUMED, with everyone who is online: presence is not replayed. */
  public byte[] resumed(Collection<Long> guildIds, Collection<Long> partners) {
    var online = online(guildIds, partners);
    return ServerFrames.dispatch(
        "RESUMED",
        null,
        json -> {
          json.writeStartObject();
          json.writeFieldName("presences");
          write(json, online);
          json.writeEndObject();
        });
  }

  /** As READY and RESUMED have them: who is not named is offline. */
  public static void write(JsonGenerator json, Map<Long, Seen> online) throws IOException {
    json.writeStartArray();
    for (var one : online.entrySet()) {
      json.writeStartObject();
      one.getValue().writeFields(json, one.getKey());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /** The frame of PRESENCE_UPDATE: of no log, never replayed. Guild 0: of a partner. */
  public static byte[] frame(long guildId, long userId, Seen seen) {
    return ServerFrames.dispatch(
        "PRESENCE_UPDATE", null, json -> write(json, guildId, userId, seen));
  }

  /** What that frame has as {@code d}, where a member list has it too. */
  public static String text(long guildId, long userId, Seen seen) {
    return ServerFrames.json(json -> write(json, guildId, userId, seen));
  }

  private static void write(JsonGenerator json, long guildId, long userId, Seen seen)
      throws IOException {
    json.writeStartObject();
    seen.writeFields(json, userId);
    json.writeStringField("guild_id", guildId == 0 ? null : Long.toString(guildId));
    json.writeEndObject();
  }

  /**
   * Those of the users who are online, as events: for the one of them who has just met the others.
   */
  public List<byte[]> met(Collection<Long> users, long own) {
    return online(List.of(), users).entrySet().stream()
        .filter(one -> one.getKey() != own)
        .map(one -> frame(0, one.getKey(), one.getValue()))
        .toList();
  }

  /** Everyone of a guild who is online, as events: for who has just come into it. */
  public List<byte[]> arrival(long guildId) {
    return Arrays.stream(members.members(guildId))
        .filter(member -> presences.shown(member) != Status.OFFLINE)
        .mapToObj(member -> frame(guildId, member, presences.seen(member)))
        .toList();
  }

  /** What a client of these guilds and partners has missed since the version, as events. */
  public List<byte[]> since(long version, Set<Long> guildIds, Set<Long> partners) {
    var changed = presences.changedSince(version);
    var frames = new ArrayList<byte[]>();
    if (changed.isEmpty()) {
      // Too much has happened to say what: all that is.
      for (long guild : guildIds) {
        for (long member : members.members(guild)) {
          frames.add(frame(guild, member, presences.seen(member)));
        }
      }
      partners.forEach(partner -> frames.add(frame(0, partner, presences.seen(partner))));
      return frames;
    }
    Arrays.stream(changed.get())
        .distinct()
        .forEach(user -> {
          for (long guild : members.guildsOf(user)) {
            if (guildIds.contains(guild)) {
              frames.add(frame(guild, user, presences.seen(user)));
            }
          }
          if (partners.contains(user)) {
            frames.add(frame(0, user, presences.seen(user)));
          }
        });
    return frames;
  }
}
