package together.auth.operator;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import together.auth.account.UserEvents;
import together.auth.account.UserView;
import together.auth.account.Username;
import together.auth.token.TokenSettings;
import together.platform.id.Ids;
import together.platform.outbox.Outbox;
import together.platform.outbox.OutboxRecord;
import together.proto.User;

/** The bulk path's SQL: a fixed number of statements for any number of accounts. */
@ApplicationScoped
class BulkAccountRepository {
  private static final String CREATE =
      """
      INSERT INTO users (id, username, username_key, operator_made, created_at)
      SELECT id, username, username_key, true, ?
      FROM unnest(?, ?, ?) AS wanted (id, username, username_key)
      ON CONFLICT (username_key) DO NOTHING
      RETURNING id
      """;
  private static final String FIND =
      """
      SELECT id, username, username_key, global_name, avatar, bot,
        operator_made AND password_hash IS NULL AS mine
      FROM users WHERE username_key = ANY (?) ORDER BY username_key FOR SHARE
      """;
  private static final String OPEN =
      """
      INSERT INTO sessions (id, user_id, device, address, created_at, last_used_at, tokens_until)
      SELECT id, user_id, 'operator', '', ?, ?, ?
      FROM unnest(?, ?) AS opened (id, user_id)
      """;

  private final AgroalDataSource dataSource;
  private final Outbox outbox;
  private final Ids ids;
  private final TokenSettings tokens;
  private final Clock clock;

  BulkAccountRepository(
      AgroalDataSource dataSource, Outbox outbox, Ids ids, TokenSettings tokens, Clock clock) {
    this.dataSource = dataSource;
    this.outbox = outbox;
    this.ids = ids;
    this.tokens = tokens;
    this.clock = clock;
  }

  /**
   * Within the caller's transaction: makes the accounts that are not there, and opens a session for
   * each that this path made. Names are distinct and sorted by key.
   */
  List<BulkAccount> openSessions(List<Username> names) throws SQLException {
    try (var connection = dataSource.getConnection()) {
      var created = create(connection, names);
      var accounts = find(connection, names);
      open(connection, accounts.stream().filter(account -> account.sessionId() != null).toList());
      outbox.append(
          accounts.stream()
              .map(BulkAccount::user)
              .filter(user -> created.contains(user.id()))
              .map(BulkAccountRepository::created)
              .toArray(OutboxRecord[]::new));
      return accounts;
    }
  }

  private Set<Long> create(Connection connection, List<Username> names) throws SQLException {
    var newIds = names.stream().map(name -> ids.next()).toArray();
    try (var insert = connection.prepareStatement(CREATE)) {
      insert.setTimestamp(1, Timestamp.from(clock.instant()));
      insert.setArray(2, connection.createArrayOf("bigint", newIds));
      insert.setArray(
          3, connection.createArrayOf("text", names.stream().map(Username::text).toArray()));
      insert.setArray(
          4, connection.createArrayOf("text", names.stream().map(Username::key).toArray()));
      var created = new HashSet<Long>();
      try (var rows = insert.executeQuery()) {
        while (rows.next()) {
          created.add(rows.getLong(1));
        }
      }
      return created;
    }
  }

  /**
   * Whoever ends all sessions of one of them does so before these have their ids, which tell when
   * they began, or after they are there.
   */
  private List<BulkAccount> find(Connection connection, List<Username> names) throws SQLException {
    var accounts = new ArrayList<BulkAccount>();
    try (var select = connection.prepareStatement(FIND)) {
      select.setArray(
          1, connection.createArrayOf("text", names.stream().map(Username::key).toArray()));
      try (var rows = select.executeQuery()) {
        while (rows.next()) {
          var user =
              new UserView(
                  rows.getLong("id"),
                  rows.getString("username"),
                  rows.getString("global_name"),
                  rows.getString("avatar"),
                  rows.getBoolean("bot"));
          @Nullable Long session = rows.getBoolean("mine") ? (Long) ids.next() : null;
          accounts.add(new BulkAccount(rows.getString("username_key"), user, session));
        }
      }
    }
    return accounts;
  }

  private void open(Connection connection, List<BulkAccount> accounts) throws SQLException {
    var now = clock.instant();
    try (var insert = connection.prepareStatement(OPEN)) {
      insert.setTimestamp(1, Timestamp.from(now));
      insert.setTimestamp(2, Timestamp.from(now));
      insert.setTimestamp(3, Timestamp.from(now.plus(tokens.operatorLifetime())));
      insert.setArray(
          4,
          connection.createArrayOf(
              "bigint", accounts.stream().map(BulkAccount::sessionId).toArray()));
      insert.setArray(
          5,
          connection.createArrayOf(
              "bigint", accounts.stream().map(account -> account.user().id()).toArray()));
      insert.executeUpdate();
    }
  }

  private static OutboxRecord created(UserView user) {
    // New here: no display name and no avatar yet.
    return UserEvents.created(
        User.newBuilder().setId(user.id()).setUsername(user.username()).setBot(user.bot()).build());
  }
}
