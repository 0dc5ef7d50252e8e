package together.gateway.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import together.gateway.frame.ServerFrames;
import together.gateway.log.Cursor;
import together.gateway.presence.GuildPresences;
import together.gateway.presence.Seen;
import together.platform.json.ProtoJson;
import together.proto.PrivateChannel;
import together.proto.ReadState;
import together.proto.ReadStatesResponse;

/**
 * READY within a bound: the smaller guilds whole, with their read states and presences, as many as
 * fit; the others by name, to follow one by one (docs/protocol.md, READY).
 */
final class ReadyFrame {
  /** The user, the session, the cursor of 64 partitions. */
  private static final int BASE_BYTES = 8_000;

  /** An id, a name of 100 characters, an icon. */
  private static final int PARTIAL_BYTES = 250;

  private final GuildPresences presences;
  private final int mostBytes;

  ReadyFrame(GuildPresences presences, int mostBytes) {
    this.presences = presences;
    this.mostBytes = mostBytes;
  }

  /** A guild as READY would have it whole. */
  private record Part(LoadedGuild guild, byte[] json, List<byte[]> readStates, int bytes) {}

  /** READY's frame, the guilds it has whole, and the ids of those that are to follow. */
  record Result(byte[] frame, List<LoadedGuild> whole, List<Long> rest) {}

  /**
   * READY of a user.
   *
   * @param own read states and settings
   */
  Result of(String sessionId, Cursor cursor, LoadedState state, ReadStatesResponse own) {
    var user = state.own().getUser();
    var relationships = state.own().getRelationshipsList().stream().map(ProtoJson::bytes).toList();
    var readStates = own.getReadStatesList();
    var settings = ProtoJson.bytes(own.getNotificationSettings());
    var parts = parts(state.guilds(), readStates);
    var privates = privates(state.privateChannels());
    var privateStates = privateStates(state.privateChannels(), readStates);
    var rest =
        tooMany(
            parts, bytes(privates) + bytes(privateStates) + bytes(relationships) + settings.length);
    var whole = parts.stream().filter(part -> !rest.contains(id(part))).toList();
    var online =
        presences.online(
            whole.stream().map(ReadyFrame::id).toList(), partners(state, user.getId()));
    var frame =
        ServerFrames.dispatch(
            "READY",
            null,
            json -> {
              json.writeStartObject();
              json.writeFieldName("user");
              ProtoJson.write(json, user);
              json.writeStringField("session_id", sessionId);
              json.writeArrayFieldStart("guilds");
              for (var part : parts) {
                if (rest.contains(id(part))) {
                  partial(json, part.guild());
                } else {
                  json.writeRawValue(new String(part.json(), UTF_8));
                }
              }
              json.writeEndArray();
              json.writeArrayFieldStart("private_channels");
              write(json, privates);
              json.writeEndArray();
              json.writeArrayFieldStart("relationships");
              write(json, relationships);
              json.writeEndArray();
              json.writeArrayFieldStart("read_states");
              for (var part : whole) {
                write(json, part.readStates());
              }
              write(json, privateStates);
              json.writeEndArray();
              json.writeFieldName("notification_settings");
              json.writeRawValue(new String(settings, UTF_8));
              json.writeFieldName("user_settings");
              ProtoJson.write(json, state.own().getSettings());
              json.writeFieldName("presences");
              GuildPresences.write(json, online);
              json.writeFieldName("cursor");
              (rest.isEmpty() ? cursor : cursor.partial()).write(json);
              json.writeEndObject();
            });
    return new Result(
        frame,
        whole.stream().map(Part::guild).toList(),
        parts.stream().map(ReadyFrame::id).filter(rest::contains).toList());
  }

  private static void write(JsonGenerator json, List<byte[]> values) throws IOException {
    for (var value : values) {
      json.writeRawValue(new String(value, UTF_8));
    }
  }

  private static int bytes(List<byte[]> values) {
    return values.stream().mapToInt(value -> value.length + 1).sum();
  }

  private static Set<Long> partners(LoadedState state, long userId) {
    var partners = new HashSet<>(state.friends());
    for (var channel : state.privateChannels()) {
      channel.getRecipientsList().forEach(user -> partners.add(user.getId()));
    }
    partners.remove(userId);
    return partners;
  }

  private static List<byte[]> privates(List<PrivateChannel> channels) {
    return channels.stream().map(ProtoJson::bytes).toList();
  }

  private static List<byte[]> privateStates(
      List<PrivateChannel> channels, List<ReadState> readStates) {
    var ids = channels.stream().map(PrivateChannel::getId).collect(Collectors.toSet());
    return readStates.stream()
        .filter(state -> ids.contains(state.getChannelId()))
        .map(ProtoJson::bytes)
        .toList();
  }

  private List<Part> parts(List<LoadedGuild> guilds, List<ReadState> readStates) {
    Map<Long, ReadState> states = new HashMap<>();
    readStates.forEach(state -> states.put(state.getChannelId(), state));
    var parts = new ArrayList<Part>();
    for (var guild : guilds) {
      var own = new ArrayList<byte[]>();
      for (var channel : guild.forClient().getChannelsList()) {
        var state = states.get(channel.getId());
        if (state != null) {
          own.add(ProtoJson.bytes(state));
        }
      }
      var json = ProtoJson.bytes(guild.forClient());
      int online =
          presences.online(List.of(guild.view().id()), List.of()).values().stream()
              .mapToInt(Seen::bytes)
              .sum();
      int bytes = json.length + bytes(own) + online;
      parts.add(new Part(guild, json, own, bytes));
    }
    return parts;
  }

  /** The largest ones, that do not fit beside the others. */
  private Set<Long> tooMany(List<Part> parts, int otherBytes) {
    var rest = new HashSet<Long>();
    long room = (long) mostBytes - BASE_BYTES - otherBytes;
    for (var part : parts.stream().sorted(Comparator.comparingInt(Part::bytes)).toList()) {
      if (part.bytes() + PARTIAL_BYTES <= room) {
        room -= part.bytes() + 1;
      } else {
        rest.add(id(part));
        room -= PARTIAL_BYTES;
      }
    }
    return rest;
  }

  private static long id(Part part) {
    return part.guild().view().id();
  }

  /** As Discord's unavailable guild, with what a list of servers shows. */
  private static void partial(JsonGenerator json, LoadedGuild guild) throws IOException {
    var shown = guild.forClient();
    json.writeStartObject();
    json.writeStringField("id", Long.toString(shown.getId()));
    json.writeStringField("name", shown.getName());
    json.writeStringField("icon", shown.hasIcon() ? shown.getIcon() : null);
    json.writeBooleanField("unavailable", true);
    json.writeEndObject();
  }
}
