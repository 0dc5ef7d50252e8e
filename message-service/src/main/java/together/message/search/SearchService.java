package together.message.search;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import together.message.MessageProblem;
import together.message.post.MessageReader;
import together.message.post.MessageRow;
import together.message.post.MessageView;
import together.message.search.SearchPages.Page;
import together.message.search.SearchPlaces.SearchPlace;
import together.message.store.DatabaseException;
import together.message.store.Transactions;
import together.proto.Message;

/** Finds messages for those who may read them now. */
@ApplicationScoped
public class SearchService {
  private static final String CANCELLED = "57014";

  private final SearchPlaces places;
  private final SearchTurns turns;
  private final Transactions transactions;
  private final SearchPages pages;
  private final MessageReader reader;
  private final SearchSettings settings;

  SearchService(
      SearchPlaces places,
      SearchTurns turns,
      Transactions transactions,
      SearchPages pages,
      MessageReader reader,
      SearchSettings settings) {
    this.places = places;
    this.turns = turns;
    this.transactions = transactions;
    this.pages = pages;
    this.reader = reader;
    this.settings = settings;
  }

  /** A page of a channel's hits. */
  SearchView inChannel(long userId, long channelId, SearchParameters parameters) {
    return search(userId, places.channel(userId, channelId), parameters);
  }

  /** A page of a server's hits. */
  SearchView inServer(long userId, long guildId, SearchParameters parameters) {
    return search(userId, places.server(userId, guildId), parameters);
  }

  private SearchView search(long userId, SearchPlace whole, SearchParameters parameters) {
    var request = SearchRequest.of(parameters);
    request.requireOf(whole.id());
    var place = whole.in(request.query().channels());
    var page = turns.take(() -> page(place, request));
    return view(userId, page, request.query());
  }

  private Page page(SearchPlace place, SearchRequest request) {
    long deadline = System.nanoTime() + settings.deadline().toNanos();
    try {
      return transactions.look(
          settings.deadline(), connection -> pages.page(connection, place, request, deadline));
    } catch (DatabaseException e) {
      if (e.getCause() instanceof SQLException sql && CANCELLED.equals(sql.getSQLState())) {
        throw MessageProblem.SEARCH_TIMED_OUT.problem();
      }
      throw e;
    }
  }

  private SearchView view(long userId, Page page, SearchQuery query) {
    var messages = new ArrayList<MessageView>();
    Map<Long, List<HighlightView>> highlights = new LinkedHashMap<>();
    for (var message : whole(userId, page.rows())) {
      messages.add(MessageView.of(message));
      if (!query.words().isEmpty()) {
        highlights.put(message.getId(), Highlights.of(message.getContent(), query.words()));
      }
    }
    return new SearchView(messages, highlights, page.next());
  }

  /** In the order of the rows, which are of several channels. */
  private List<Message> whole(long userId, List<MessageRow> rows) {
    var ofChannel = new LinkedHashMap<Long, List<MessageRow>>();
    rows.forEach(
        row -> ofChannel.computeIfAbsent(row.channelId(), channel -> new ArrayList<>()).add(row));
    var whole = new HashMap<Long, Message>();
    ofChannel.forEach((channel, of) ->
        reader.whole(channel, of, userId).forEach(message -> whole.put(message.getId(), message)));
    return rows.stream().map(row -> Objects.requireNonNull(whole.get(row.id()))).toList();
  }
}
