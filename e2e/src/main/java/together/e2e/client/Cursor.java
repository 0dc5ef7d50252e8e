package together.e2e.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;

/**
 * What of each log this client's state contains: the platform's own cursor (READY, HEARTBEAT_ACK),
 * moved on by the ids seen since. Used by one event loop only.
 */
public final class Cursor {
  private final JsonNode epoch;
  private final Map<String, Long> at = new HashMap<>();

  private Cursor(JsonNode epoch) {
    this.epoch = epoch;
  }

  /**
   * @param json {@code {"epoch": …, "at": {"m3": 10234}}}
   */
  public static Cursor of(JsonNode json) {
    var cursor = new Cursor(json.required("epoch"));
    json.required("at")
        .properties()
        .forEach(entry -> cursor.at.put(entry.getKey(), entry.getValue().asLong()));
    return cursor;
  }

  /**
   * @param id {@code "<log><partition>-<offset>"}
   */
  public void seen(String id) {
    var dash = id.indexOf('-');
    if (dash < 2) {
      throw new IllegalArgumentException("not a position: " + id);
    }
    at.merge(id.substring(0, dash), Long.parseLong(id, dash + 1, id.length(), 10), Math::max);
  }

  /** Takes a newer cursor of the platform; positions never go back within an epoch. */
  public Cursor moved(Cursor newer) {
    if (newer.epoch.equals(epoch)) {
      at.forEach((partition, offset) -> newer.at.merge(partition, offset, Math::max));
    }
    return newer;
  }

  public long at(String partition) {
    return at.getOrDefault(partition, -1L);
  }

  public JsonNode json() {
    var json = Json.object();
    json.set("epoch", epoch);
    json.set("at", Json.of(at));
    return json;
  }
}
