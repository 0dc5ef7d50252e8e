package together.message.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import together.message.index.FoldedText;
import together.message.index.Has;
import together.platform.problem.CommonProblem;
import together.platform.problem.FieldError;
import together.platform.problem.ProblemException;

/**
 * A search and the page of it that is asked for.
 *
 * @param next of the page before, as it came; null: the first page
 */
record SearchRequest(SearchQuery query, Sort sort, int limit, @Nullable SearchToken next) {
  private static final int MOST_LETTERS = 256;
  private static final int MOST_WORDS = 16;
  private static final int MOST_CHANNELS = 500;
  private static final int DEFAULT_LIMIT = 50;
  private static final int MOST = 100;

  /** From query parameters; 422 names each wrong one. */
  static SearchRequest of(SearchParameters given) {
    return new Reading(given).request();
  }

  /** 422 when the page before was of another search. */
  void requireOf(long placeId) {
    if (next != null && next.query() != query.fingerprint(placeId, sort)) {
      throw ProblemException.invalid("next", "OF_ANOTHER_SEARCH", "next is of another search");
    }
  }

  /** What leads to the page after this one. */
  String token(long placeId, long newest, int score, long id) {
    return new SearchToken(query.fingerprint(placeId, sort), newest, score, id).text();
  }

  private static final class Reading {
    private final SearchParameters given;
    private final List<FieldError> errors = new ArrayList<>();

    Reading(SearchParameters given) {
      this.given = given;
    }

    SearchRequest request() {
      var query =
          new SearchQuery(
              words(),
              id("author_id", given.authorId()),
              id("mentions", given.mentions()),
              channels(),
              has(),
              oneOf("pinned", given.pinned(), List.of(true, false)),
              orElse(id("after", given.after()), Long.MIN_VALUE),
              orElse(id("before", given.before()), Long.MAX_VALUE));
      var sort = oneOf("sort", given.sort(), Arrays.asList(Sort.values()));
      if (asksForNothing(query)) {
        error("q", "REQUIRED", "is missing, and author_id, mentions, has and pinned are too");
      }
      var request =
          new SearchRequest(query, sort == null ? Sort.NEWEST : sort, limit(), next(given.next()));
      if (!errors.isEmpty()) {
        var first = errors.getFirst();
        throw new ProblemException(
            CommonProblem.VALIDATION_FAILED, first.field() + " " + first.detail(), errors);
      }
      return request;
    }

    private boolean asksForNothing(SearchQuery query) {
      return query.words().isEmpty()
          && query.author() == null
          && query.mentioned() == null
          && query.has().isEmpty()
          && query.pinned() == null
          && errors.isEmpty();
    }

    private List<String> words() {
      var q = given.q() == null ? "" : given.q();
      if (q.codePointCount(0, q.length()) > MOST_LETTERS) {
        error("q", "TOO_LONG", "has more than " + MOST_LETTERS + " characters");
        return List.of();
      }
      var words = new LinkedHashSet<>(List.of(FoldedText.fold(q).trim().split(" +", -1)));
      words.remove("");
      if (words.size() > MOST_WORDS) {
        error("q", "TOO_MANY", "has more than " + MOST_WORDS + " words");
      }
      return List.copyOf(words);
    }

    private Set<Long> channels() {
      var ids = new LinkedHashSet<Long>();
      for (var text : given.channelIds()) {
        var id = id("channel_id", text);
        if (id != null) {
          ids.add(id);
        }
      }
      if (ids.size() > MOST_CHANNELS) {
        error("channel_id", "TOO_MANY", "is there more than " + MOST_CHANNELS + " times");
      }
      return ids;
    }

    private Set<Has> has() {
      var all = EnumSet.noneOf(Has.class);
      for (var text : given.has()) {
        var one = oneOf("has", text, Arrays.asList(Has.values()));
        if (one != null) {
          all.add(one);
        }
      }
      return all;
    }

    private int limit() {
      var limit = number("limit", given.limit(), Integer::valueOf);
      if (limit == null) {
        return DEFAULT_LIMIT;
      }
      if (limit < 1 || limit > MOST) {
        error("limit", "OUT_OF_RANGE", "is no number from 1 to " + MOST);
      }
      return limit;
    }

    private @Nullable SearchToken next(@Nullable String text) {
      if (text == null) {
        return null;
      }
      var token = SearchToken.read(text);
      if (token.isEmpty()) {
        error("next", "UNKNOWN", "is not what a search has answered");
      }
      return token.orElse(null);
    }

    private @Nullable Long id(String field, @Nullable String text) {
      return number(field, text, Long::valueOf);
    }

    private <T> @Nullable T number(
        String field, @Nullable String text, Function<String, T> reading) {
      if (text == null) {
        return null;
      }
      try {
        return reading.apply(text);
      } catch (NumberFormatException e) {
        error(field, "NOT_A_NUMBER", "is no number");
        return null;
      }
    }

    private <T> @Nullable T oneOf(String field, @Nullable String text, List<T> values) {
      if (text == null) {
        return null;
      }
      for (var value : values) {
        if (value.toString().toLowerCase(Locale.ROOT).equals(text)) {
          return value;
        }
      }
      var names = values.stream().map(value -> value.toString().toLowerCase(Locale.ROOT)).toList();
      error(field, "NOT_ONE_OF", "is none of " + names);
      return null;
    }

    private static long orElse(@Nullable Long id, long other) {
      return id == null ? other : id;
    }

    private void error(String field, String code, String detail) {
      errors.add(new FieldError(field, code, detail));
    }
  }
}
