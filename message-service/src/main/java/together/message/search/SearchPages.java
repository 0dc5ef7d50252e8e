package together.message.search;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import together.message.index.Wanted;
import together.message.post.MessageRow;
import together.message.search.SearchPlaces.SearchPlace;

/** Makes pages of what is found. */
@ApplicationScoped
class SearchPages {
  /** Of the newest hits so many are ranked by relevance. */
  private static final int RANKED = 1_000;

  private final Finder finder;

  SearchPages(Finder finder) {
    this.finder = finder;
  }

  /**
   * A page.
   *
   * @param next null: it is the last
   */
  record Page(List<MessageRow> rows, @Nullable String next) {}

  private record Ranked(MessageRow row, int score) {}

  /** Within a transaction that sees one moment. */
  Page page(Connection connection, SearchPlace place, SearchRequest request, long deadlineNanos)
      throws SQLException {
    return switch (request.sort()) {
      case NEWEST -> newest(connection, place, request, deadlineNanos);
      case RELEVANCE -> relevant(connection, place, request, deadlineNanos);
    };
  }

  private Page newest(
      Connection connection, SearchPlace place, SearchRequest request, long deadlineNanos)
      throws SQLException {
    var token = request.next();
    long before = token == null ? Long.MAX_VALUE : token.id();
    // One more than the page has, to know whether there is another.
    var found =
        find(
            connection,
            place,
            request.query().olderThan(before),
            request.limit() + 1,
            deadlineNanos);
    if (found.rows().size() > request.limit()) {
      var rows = found.rows().subList(0, request.limit());
      return new Page(rows, request.token(place.id(), 0, 0, rows.getLast().id()));
    }
    return new Page(
        found.rows(), found.isAll() ? null : request.token(place.id(), 0, 0, found.from()));
  }

  private Page relevant(
      Connection connection, SearchPlace place, SearchRequest request, long deadlineNanos)
      throws SQLException {
    var token = request.next();
    var words = request.query().words();
    // What has come since the first page is left out, so that the same hits are ranked.
    long before = token == null ? Long.MAX_VALUE : token.newest() + 1;
    var found = find(connection, place, request.query().olderThan(before), RANKED, deadlineNanos);
    var left =
        found.rows().stream()
            .limit(RANKED)
            .map(row -> new Ranked(row, Relevance.of(row.content(), words)))
            .filter(hit -> token == null || isAfter(hit, token))
            .sorted(
                Comparator.comparingInt(Ranked::score)
                    .thenComparingLong(hit -> hit.row().id())
                    .reversed())
            .toList();
    var page = left.subList(0, Math.min(left.size(), request.limit()));
    if (page.size() == left.size()) {
      return new Page(page.stream().map(Ranked::row).toList(), null);
    }
    long newest = token == null ? found.rows().getFirst().id() : token.newest();
    var last = page.getLast();
    return new Page(
        page.stream().map(Ranked::row).toList(),
        request.token(place.id(), newest, last.score(), last.row().id()));
  }

  private static boolean isAfter(Ranked hit, SearchToken token) {
    return hit.score() < token.score()
        || (hit.score() == token.score() && hit.row().id() < token.id());
  }

  private Found find(
      Connection connection, SearchPlace place, SearchQuery query, int enough, long deadlineNanos)
      throws SQLException {
    var wanted =
        new Wanted(
            place.scope().id(), place.channels(), query.grams(), query.after(), query.before());
    return Boolean.TRUE.equals(query.pinned())
        ? finder.pinned(connection, wanted, query::matches)
        : finder.newest(connection, wanted, query::matches, enough, deadlineNanos);
  }
}
