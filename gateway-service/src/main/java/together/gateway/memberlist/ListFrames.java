package together.gateway.memberlist;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import together.gateway.frame.ServerFrames;
import together.gateway.presence.GuildPresences;
import together.gateway.presence.Seen;
import together.gateway.presence.Status;
import together.platform.json.ProtoJson;
import together.proto.Member;

/**
 * GUILD_MEMBER_LIST_UPDATE: a range whole (SYNC), or the items of it that look otherwise (UPDATE).
 */
final class ListFrames {
  /** More changes than this in one range, and it is sent whole. */
  private static final int MOST_UPDATES = 20;

  private ListFrames() {}

  /** What a client shows at a position. */
  record Shown(Layout.@Nullable Group header, @Nullable Member member, Seen seen) {}

  /**
   * One range as last sent.
   *
   * @param head the groups and counts
   */
  record Sent(Head head, List<Shown> items) {}

  /** The counts that every update carries. */
  record Head(int members, int online, List<Layout.Group> groups) {}

  /**
   * One range as it is now.
   *
   * @param seen what members who are online say of themselves
   */
  static Sent sent(Layout layout, Range range, Map<Long, Member> known, LongFunction<Seen> seen) {
    var items = new ArrayList<Shown>();
    for (int position = range.first(); position <= range.last(); position++) {
      switch (layout.items().get(position)) {
        case Layout.Item.Header(var group) -> items.add(new Shown(group, null, Seen.OFFLINE));
        case Layout.Item.Row(var user, var status) ->
            items.add(new Shown(null, known.get(user), seen(user, status, seen)));
        case null -> {
          // The list ends here.
        }
      }
    }
    return new Sent(new Head(layout.members(), layout.online(), layout.groups()), items);
  }

  /** Who has gone since the list was laid out is shown as it was then. */
  private static Seen seen(long user, Status status, LongFunction<Seen> seen) {
    return status == Status.OFFLINE ? Seen.OFFLINE : new Seen(status, seen.apply(user).custom());
  }

  /** The whole range. */
  static byte[] sync(long guildId, Range range, Sent sent) {
    return frame(
        guildId,
        sent.head(),
        json -> {
          op(json, "SYNC", range);
          json.writeArrayFieldStart("items");
          for (var item : sent.items()) {
            write(json, guildId, item);
          }
          json.writeEndArray();
          json.writeEndObject();
        });
  }

  /** What is other than before; null when nothing is. */
  static byte @Nullable [] difference(long guildId, Range range, Sent before, Sent after) {
    if (before.equals(after)) {
      return null;
    }
    if (before.items().size() != after.items().size()) {
      return sync(guildId, range, after);
    }
    var changed = new ArrayList<Integer>();
    for (int i = 0; i < after.items().size(); i++) {
      if (!before.items().get(i).equals(after.items().get(i))) {
        changed.add(i);
      }
    }
    if (changed.size() > MOST_UPDATES) {
      return sync(guildId, range, after);
    }
    return frame(
        guildId,
        after.head(),
        json -> {
          for (int i : changed) {
            json.writeStartObject();
            json.writeStringField("op", "UPDATE");
            json.writeNumberField("index", range.first() + i);
            json.writeFieldName("item");
            write(json, guildId, after.items().get(i));
            json.writeEndObject();
          }
        });
  }

  /** The guild has no list here: what the client shows of it is not kept up. */
  static byte[] invalidate(long guildId, Range range) {
    return frame(
        guildId,
        new Head(0, 0, List.of()),
        json -> {
          op(json, "INVALIDATE", range);
          json.writeEndObject();
        });
  }

  private static void op(JsonGenerator json, String name, Range range) throws IOException {
    json.writeStartObject();
    json.writeStringField("op", name);
    json.writeArrayFieldStart("range");
    json.writeNumber(range.first());
    json.writeNumber(range.last());
    json.writeEndArray();
  }

  private static byte[] frame(long guildId, Head head, ServerFrames.Payload ops) {
    return ServerFrames.dispatch(
        "GUILD_MEMBER_LIST_UPDATE",
        null,
        json -> {
          json.writeStartObject();
          json.writeStringField("guild_id", Long.toString(guildId));
          json.writeStringField("id", "everyone");
          json.writeNumberField("member_count", head.members());
          json.writeNumberField("online_count", head.online());
          json.writeArrayFieldStart("groups");
          for (var group : head.groups()) {
            write(json, group);
          }
          json.writeEndArray();
          json.writeArrayFieldStart("ops");
          ops.write(json);
          json.writeEndArray();
          json.writeEndObject();
        });
  }

  private static void write(JsonGenerator json, Layout.Group group) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", group.id());
    json.writeNumberField("count", group.count());
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, long guildId, Shown item) throws IOException {
    json.writeStartObject();
    var header = item.header();
    var member = item.member();
    if (header != null) {
      json.writeFieldName("group");
      write(json, header);
    } else if (member == null) {
      // Left between the two reads: the next update is without.
      json.writeNullField("member");
    } else {
      json.writeFieldName("member");
      json.writeRawValue(member(guildId, member, item.seen()));
    }
    json.writeEndObject();
  }

  /** A member as everywhere, with its presence inside as Discord has it. */
  private static String member(long guildId, Member member, Seen seen) {
    var whole = new String(ProtoJson.bytes(member), UTF_8);
    var presence = GuildPresences.text(guildId, member.getUser().getId(), seen);
    return whole.substring(0, whole.length() - 1) + ",\"presence\":" + presence + "}";
  }
}
