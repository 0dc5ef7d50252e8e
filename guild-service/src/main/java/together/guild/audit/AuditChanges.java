package together.guild.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.google.protobuf.MessageOrBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import together.platform.json.ProtoJson;

/** What differs between two states of one thing, as clients see them. */
final class AuditChanges {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What every change touches, or what says only which thing it is. */
  private static final Set<String> NO_CHANGE =
      Set.of("id", "guild_id", "user", "revision", "member_count", "joined_at", "inviter");

  private AuditChanges() {}

  /** The fields that differ; of what is new or gone those that say something. */
  static List<AuditChangeView> between(
      @Nullable MessageOrBuilder before, @Nullable MessageOrBuilder after) {
    var old = tree(before);
    var now = tree(after);
    var keys = new LinkedHashSet<String>();
    old.fieldNames().forEachRemaining(keys::add);
    now.fieldNames().forEachRemaining(keys::add);
    keys.removeAll(NO_CHANGE);
    var changes = new ArrayList<AuditChangeView>();
    for (var key : keys) {
      var was = said(old.path(key));
      var is = said(now.path(key));
      if (was == null ? is != null : !was.equals(is)) {
        changes.add(new AuditChangeView(key, was, is));
      }
    }
    return changes;
  }

  static String write(List<AuditChangeView> changes) {
    var array = JSON.createArrayNode();
    for (var change : changes) {
      var one = array.addObject().put("key", change.key());
      one.set("old_value", change.oldValue());
      one.set("new_value", change.newValue());
    }
    return array.toString();
  }

  static List<AuditChangeView> read(String text) {
    try {
      var changes = new ArrayList<AuditChangeView>();
      for (var change : JSON.readTree(text)) {
        changes.add(
            new AuditChangeView(
                change.path("key").asText(),
                said(change.path("old_value")),
                said(change.path("new_value"))));
      }
      return changes;
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode tree(@Nullable MessageOrBuilder message) {
    try {
      return message == null ? MissingNode.getInstance() : JSON.readTree(ProtoJson.bytes(message));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Null for what is not there, be it missing, null or an empty list. */
  private static @Nullable JsonNode said(JsonNode value) {
    return value.isMissingNode() || value.isNull() || (value.isArray() && value.isEmpty())
        ? null
        : value;
  }
}
