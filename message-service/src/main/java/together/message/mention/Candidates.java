package together.message.mention;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who and what a text names, as Discord writes it: {@code <@id>}, {@code <@!id>}, {@code <@&id>},
 * {@code <#id>}, {@code @everyone}, {@code @here}; not within code. Whether they exist is another
 * question. Of each kind the first 100 count.
 */
record Candidates(Set<Long> users, Set<Long> roles, Set<Long> channels, boolean everyone) {
  private static final int MOST = 100;
  private static final Pattern CODE = Pattern.compile("(?s)(`{1,3}).*?\\1");
  private static final Pattern MENTION =
      Pattern.compile("<(@!?|@&|#)([0-9]{1,19})>|@(?:everyone|here)");

  /** False of most texts, without a closer look. */
  static boolean mayBeIn(String text) {
    return text.indexOf('@') >= 0 || text.indexOf('#') >= 0;
  }

  static Candidates of(String text) {
    var found =
        new Candidates(new LinkedHashSet<>(), new LinkedHashSet<>(), new LinkedHashSet<>(), false);
    boolean everyone = false;
    var mention = MENTION.matcher(CODE.matcher(text).replaceAll(" "));
    while (mention.find()) {
      if (mention.group(1) == null) {
        everyone = true;
      } else {
        found.add(mention);
      }
    }
    return new Candidates(found.users, found.roles, found.channels, everyone);
  }

  private void add(Matcher mention) {
    var kind =
        switch (mention.group(1)) {
          case "@&" -> roles;
          case "#" -> channels;
          default -> users;
        };
    if (kind.size() < MOST) {
      try {
        kind.add(Long.parseLong(mention.group(2)));
      } catch (NumberFormatException e) {
        // Nineteen digits may be more than an id holds: then it is nobody's.
        return;
      }
    }
  }
}
