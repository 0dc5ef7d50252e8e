package together.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import together.e2e.client.Answer;
import together.e2e.client.Json;

/**
 * A line of {@code access.txt}.
 *
 * @param statuses what each of {@link Caller} gets, in their order
 * @param body JSON with marks for ids, or {@link #FILE}; null: none
 */
record AccessRow(String method, String path, List<Integer> statuses, @Nullable String body) {
  /** The kinds of callers, in the table's order. */
  enum Caller {
    NONE,
    REVOKED,
    STRANGER,
    OTHER,
    EX,
    MEMBER,
    OWNER
  }

  /** Stands for a form with a small file. */
  private static final String FILE = "@file@";

  private static final int CALLERS = Caller.values().length;
  private static final Pattern ID_MARK = Pattern.compile("@(guild|role|message|session|target)@");

  AccessRow {
    statuses = List.copyOf(statuses);
  }

  static List<AccessRow> readAll() {
    try (var file = AccessRow.class.getResourceAsStream("access.txt")) {
      if (file == null) {
        throw new AssertionError("access.txt is missing");
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(AccessRow::parse)
          .toList();
    } catch (java.io.IOException e) {
      throw new AssertionError(e);
    }
  }

  private static AccessRow parse(String line) {
    var cells = line.strip().split("\\s+", CALLERS + 3);
    if (cells.length < CALLERS + 2) {
      throw new AssertionError("a caller is missing: " + line);
    }
    var statuses = new ArrayList<Integer>();
    for (var caller = 0; caller < CALLERS; caller++) {
      statuses.add(Integer.valueOf(cells[caller + 2]));
    }
    var body = cells.length > CALLERS + 2 ? cells[CALLERS + 2] : null;
    return new AccessRow(cells[0], cells[1], statuses, body);
  }

  /** The route as OpenAPI names it. */
  String route() {
    return method + " " + path;
  }

  int expected(Caller caller) {
    return statuses.get(caller.ordinal());
  }

  /** What a caller gets. */
  Answer ask(Caller caller, AccessHouse house) {
    var client = house.caller(caller);
    var filled = house.path(path);
    return FILE.equals(body)
        ? client.upload(filled, "a.txt", "hello".getBytes(StandardCharsets.UTF_8))
        : client.raw(method, filled, body(house));
  }

  private @Nullable JsonNode body(AccessHouse house) {
    if (body == null) {
      return null;
    }
    var filled = ID_MARK.matcher(body).replaceAll(mark -> house.id(mark.group(1)));
    return Json.parse(filled.getBytes(StandardCharsets.UTF_8));
  }
}
