package together.gateway.edge;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Reads one line of {@code routes.txt}; the file itself says what a line holds. */
final class RouteLine {
  private static final long MEBIBYTE = 1 << 20;
  private static final int FIRST_OPTION = 4;

  private RouteLine() {}

  /**
   * The route of a line.
   *
   * @throws IllegalArgumentException when the line is none
   */
  static Route parse(String line) {
    var fields = line.strip().split("\\s+", -1);
    if (fields.length < FIRST_OPTION || !fields[1].startsWith("/")) {
      throw new IllegalArgumentException("not a route: " + line);
    }
    var options = Route.Options.NONE;
    for (int i = FIRST_OPTION; i < fields.length; i++) {
      options = with(options, fields[i], line);
    }
    return new Route(
        methods(fields[0]),
        fields[1],
        Upstream.valueOf(fields[2].toUpperCase(Locale.ROOT)),
        Access.valueOf(fields[3].toUpperCase(Locale.ROOT)),
        options);
  }

  private static Route.Options with(Route.Options options, String option, String line) {
    long bodyLimit = options.bodyLimit();
    var limit = options.limit();
    int parallel = options.parallel();
    int answerSeconds = options.answerSeconds();
    boolean websocket = options.websocket();
    if (option.matches("body=[1-9][0-9]{0,5}M")) {
      bodyLimit = MEBIBYTE * Long.parseLong(option.substring(5, option.length() - 1));
    } else if (option.matches("limit=([a-z]+|" + Rate.FORM + ")")) {
      limit = option.substring(6);
    } else if (option.matches("parallel=[1-9][0-9]{0,3}")) {
      parallel = Integer.parseInt(option.substring(9));
    } else if (option.matches("answer=[1-9][0-9]{0,2}s")) {
      answerSeconds = Integer.parseInt(option.substring(7, option.length() - 1));
    } else if (option.equals("websocket")) {
      websocket = true;
    } else {
      throw new IllegalArgumentException("unknown option " + option + ": " + line);
    }
    return new Route.Options(bodyLimit, limit, parallel, answerSeconds, websocket);
  }

  private static Set<String> methods(String field) {
    var methods = new TreeSet<>(Set.of(field.split(",", -1)));
    if (methods.contains("GET")) {
      methods.add("HEAD");
    }
    return methods;
  }
}
