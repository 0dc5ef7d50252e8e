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
  public Map<Long, Status> online(Collection<Long> guildIds, Collection<Long> partners) {
    var online = new LinkedHashMap<Long, Status>();
    for (long guild : guildIds) {
      for (long member : members.members(guild)) {
        addOnline(online, member);
      }
    }
    partners.forEach(partner -> addOnline(online, partner));
    return online;
  }

  private void addOnline(Map<Long, Status> online, long user) {
    if (!online.containsKey(user)) {
      var status = presences.shown(user);
      if (status != Status.OFFLINE) {
        online.put(user, status);
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
  public static void write(JsonGenerator json, Map<Long, Status> online) throws IOException {
    json.writeStartArray();
    for (var one : online.entrySet()) {
      json.writeStartObject();
      writeFields(json, one.getKey(), one.getValue());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /** {@code user} and {@code status} of a presence. */
  public static void writeFields(JsonGenerator json, long userId, Status status)
      throws IOException {
    json.writeObjectFieldStart("user");
    json.writeStringField("id", Long.toString(userId));
    json.writeEndObject();
    json.writeStringField("status", status.text());
  }

  /** The frame of PRESENCE_UPDATE: of no log, never replayed. Guild 0: of a partner. */
  public static byte[] frame(long guildId, long userId, Status status) {
    return ServerFrames.dispatch(
        "PRESENCE_UPDATE",
        null,
        json -> {
          json.writeStartObject();
          writeFields(json, userId, status);
          json.writeStringField("guild_id", guildId == 0 ? null : Long.toString(guildId));
          json.writeEndObject();
        });
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
        .mapToObj(member -> frame(guildId, member, presences.shown(member)))
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
          frames.add(frame(guild, member, presences.shown(member)));
        }
      }
      partners.forEach(partner -> frames.add(frame(0, partner, presences.shown(partner))));
      return frames;
    }
    Arrays.stream(changed.get())
        .distinct()
        .forEach(user -> {
          for (long guild : members.guildsOf(user)) {
            if (guildIds.contains(guild)) {
              frames.add(frame(guild, user, presences.shown(user)));
            }
          }
          if (partners.contains(user)) {
            frames.add(frame(0, user, presences.shown(user)));
          }
        });
    return frames;
  }
}
