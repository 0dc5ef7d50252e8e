package together.message.reaction;

import java.util.Collection;
import java.util.Optional;
import java.util.regex.Pattern;

/** An emoji as somebody names it. */
sealed interface Emoji {
  /** How it is stored and shown, where these are under the message already. */
  String among(Collection<String> kinds);

  /** One of Unicode's, fully qualified. */
  record Unicode(String text) implements Emoji {
    @Override
    public String among(Collection<String> kinds) {
      return text;
    }
  }

  /**
   * One that a server has made. Its id names it: under a message it keeps the name it had when it
   * was first set there.
   */
  record Custom(String name, long id) implements Emoji {
    private static final Pattern FORM = Pattern.compile("(\\w{2,32}):([0-9]{1,19})");

    /** Empty when the text is not {@code name:id}. */
    static Optional<Emoji> parse(String text) {
      var form = FORM.matcher(text);
      if (!form.matches()) {
        return Optional.empty();
      }
      try {
        return Optional.of(new Custom(form.group(1), Long.parseLong(form.group(2))));
      } catch (NumberFormatException e) {
        // Nineteen digits may be more than an id holds.
        return Optional.empty();
      }
    }

    Custom named(String current) {
      return new Custom(current, id);
    }

    @Override
    public String among(Collection<String> kinds) {
      var end = ":" + id;
      return kinds.stream().filter(kind -> kind.endsWith(end)).findFirst().orElse(name + end);
    }
  }
}
