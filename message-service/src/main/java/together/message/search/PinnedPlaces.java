package together.message.search;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import together.message.index.Wanted;
import together.message.index.Wanted.Place;
import together.message.store.SqlArrays;

/** Where the pinned messages are: at most fifty a channel. */
@ApplicationScoped
class PinnedPlaces {
  private static final String PINNED =
      "SELECT pins.channel_id, pins.message_id FROM unnest(?::bigint[]) AS readable (id)"
          + " JOIN pins ON pins.channel_id = readable.id";

  List<Place> of(Connection connection, Wanted wanted) throws SQLException {
    try (var statement = connection.prepareStatement(PINNED)) {
      SqlArrays.bigints(statement, 1, wanted.channels());
      try (var row = statement.executeQuery()) {
        var places = new ArrayList<Place>();
        while (row.next()) {
          places.add(new Place(row.getLong(1), row.getLong(2)));
        }
        return places;
      }
    }
  }
}
