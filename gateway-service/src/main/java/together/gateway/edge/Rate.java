package together.gateway.edge;

import java.time.Duration;

/**
 * So many calls in so long; all of them may come at once, and are regained evenly.
 *
 * @param calls at least one
 * @param period a second, a minute or an hour where it is written in {@code routes.txt}
 */
record Rate(int calls, Duration period) {
  /** {@code 120/m}: that many a second ({@code s}), a minute or an hour ({@code h}). */
  static final String FORM = "[1-9][0-9]{0,6}/[smh]";

  /**
   * Reads {@link #FORM}.
   *
   * @throws IllegalArgumentException when the text is none
   */
  static Rate parse(String text) {
    if (!text.matches(FORM)) {
      throw new IllegalArgumentException("not a rate: " + text);
    }
    int slash = text.length() - 2;
    return new Rate(
        Integer.parseInt(text.substring(0, slash)),
        switch (text.charAt(slash + 1)) {
          case 's' -> Duration.ofSeconds(1);
          case 'm' -> Duration.ofMinutes(1);
          case 'h' -> Duration.ofHours(1);
          default -> throw new IllegalArgumentException("not a rate: " + text);
        });
  }
}
