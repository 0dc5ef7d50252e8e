package together.bench.corpus;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A legal username (3..32 of {@code A-Za-z0-9_.}) for every nickname: no two share one, also not by
 * case, and the same nicknames in the same order give the same names in every run.
 */
public final class Usernames {
  private static final int SHORTEST = 3;
  private static final int LONGEST = 32;

  private final Map<String, String> byNick = new HashMap<>();
  private final Set<String> taken = new HashSet<>();

  private Usernames() {}

  public static Map<String, String> of(Collection<String> nicks) {
    var names = new Usernames();
    nicks.forEach(names::add);
    return Map.copyOf(names.byNick);
  }

  private void add(String nick) {
    if (byNick.containsKey(nick)) {
      return;
    }
    var wanted = legal(nick);
    var name = wanted;
    for (var number = 2; !taken.add(name.toLowerCase(Locale.ROOT)); number++) {
      var suffix = "_" + number;
      var room = Math.min(wanted.length(), LONGEST - suffix.length());
      name = wanted.substring(0, room) + suffix;
    }
    byNick.put(nick, name);
  }

  private static String legal(String nick) {
    var name = new StringBuilder();
    nick.codePoints()
        .limit(LONGEST)
        .forEach(point -> name.append(allowed(point) ? (char) point : '_'));
    while (name.length() < SHORTEST) {
      name.append('_');
    }
    return name.toString();
  }

  private static boolean allowed(int point) {
    return (point >= 'a' && point <= 'z')
        || (point >= 'A' && point <= 'Z')
        || (point >= '0' && point <= '9')
        || point == '_'
        || point == '.';
  }
}
