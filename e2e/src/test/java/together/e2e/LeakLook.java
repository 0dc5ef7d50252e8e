package together.e2e;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import together.e2e.client.ApiClient;
import together.e2e.client.Json;

/** What somebody may read over REST, when nothing is under way: exactly what they may see. */
final class LeakLook {
  private static final int OK = 200;
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;

  private final LeakHouse house;
  private final SightBook book;
  private final LeakFindings findings;

  LeakLook(LeakHouse house, SightBook book, LeakFindings findings) {
    this.house = house;
    this.book = book;
    this.findings = findings;
  }

  void look(Person person, ApiClient api) {
    var sight = book.now(person.id());
    var server = "/api/servers/" + house.places().guild();
    boolean member = sight.contains(house.places().guild());
    for (var room : house.rooms()) {
      expect(person, api, "/api/channels/" + room + "/messages?limit=2", sight.contains(room));
      expect(person, api, "/api/channels/" + room, sight.contains(room));
    }
    expect(person, api, server, member);
    expect(person, api, server + "/members?limit=2", member);
    expect(person, api, server + "/members/" + house.owner().id(), member);
    if (expect(person, api, server + "/channels", member)) {
      var shown = ids(api, server + "/channels", "id");
      var expected = new HashSet<>(sight);
      expected.retainAll(house.places().channels());
      if (!shown.equals(expected)) {
        findings.leaked(person.id() + " lists " + shown + " instead of " + expected);
      }
    }
    if (expect(person, api, server + "/voice-states", member)) {
      var shown = ids(api, server + "/voice-states", "channel_id");
      if (!sight.containsAll(shown)) {
        findings.leaked(person.id() + " is told who speaks in " + shown);
      }
    }
    boolean manager = person.equals(house.admin());
    expect(person, api, server + "/audit-log?limit=1", manager, member ? FORBIDDEN : NOT_FOUND);
    boolean inGroup = ids(api, "/api/users/@me/channels", "id").contains(house.places().group());
    if (inGroup != sight.contains(house.places().group())) {
      findings.leaked(person.id() + " lists the group dm: " + inGroup);
    }
  }

  private static Set<String> ids(ApiClient api, String path, String field) {
    return Json.list(api.get(path)).stream()
        .map(item -> item.path(field).asText())
        .collect(Collectors.toSet());
  }

  private boolean expect(Person person, ApiClient api, String path, boolean may) {
    return expect(person, api, path, may, NOT_FOUND);
  }

  /** Whether it was answered. */
  private boolean expect(Person person, ApiClient api, String path, boolean may, int otherwise) {
    var status = api.raw("GET", path, null).status();
    if (status != (may ? OK : otherwise)) {
      var told = "%s asked for %s and got %d".formatted(person.id(), path, status);
      if (may) {
        findings.lost(told);
      } else {
        findings.leaked(told);
      }
    }
    return status == OK;
  }
}
