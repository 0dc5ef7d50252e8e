package together.message.block;

import jakarta.enterprise.context.ApplicationScoped;
import together.message.store.Transactions;

/** The SQL of blocks. */
@ApplicationScoped
class BlockRepository {
  private static final String ADD =
      "INSERT INTO blocks (user_id, other_id) VALUES (?, ?) ON CONFLICT DO NOTHING";
  private static final String REMOVE = "DELETE FROM blocks WHERE user_id = ? AND other_id = ?";
  private static final String ERASE = "DELETE FROM blocks WHERE user_id = ? OR other_id = ?";

  private final Transactions transactions;

  BlockRepository(Transactions transactions) {
    this.transactions = transactions;
  }

  void add(long userId, long otherId) {
    write(ADD, userId, otherId);
  }

  void remove(long userId, long otherId) {
    write(REMOVE, userId, otherId);
  }

  /** Those of the user, and those of others about the user. */
  void erase(long userId) {
    write(ERASE, userId, userId);
  }

  private void write(String sql, long first, long second) {
    var _ =
        transactions.write(connection -> {
          try (var statement = connection.prepareStatement(sql)) {
            statement.setLong(1, first);
            statement.setLong(2, second);
            return statement.executeUpdate();
          }
        });
  }
}
