package together.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import together.e2e.client.Frame;

/** Who is online as one client knows it: READY or RESUMED, and every event since. */
final class PresenceView {
  private final TreeMap<String, String> online = new TreeMap<>();

  private PresenceView() {}

  static Map<String, String> after(List<Frame> frames) {
    var view = new PresenceView();
    for (var frame : frames) {
      if (frame.is("READY") || frame.is("RESUMED")) {
        view.online.clear();
        frame.d().path("presences").forEach(view::put);
      } else if (frame.is("PRESENCE_UPDATE")) {
        view.put(frame.d());
      }
    }
    return view.online;
  }

  private void put(JsonNode presence) {
    var user = presence.path("user").path("id").asText();
    var status = presence.path("status").asText();
    if (status.equals("offline")) {
      online.remove(user);
    } else {
      online.put(user, status);
    }
  }
}
