package together.platform.outbox;

import io.agroal.api.AgroalDataSource;
import io.opentelemetry.api.trace.Span;
import io.quarkus.arc.properties.IfBuildProperty;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import together.platform.kafka.EventHeaders;
import together.platform.kafka.Partitions;

/**
 * Writes events into the transaction of the state they tell of; {@link OutboxRelay} brings them to
 * Kafka.
 *
 * <p>Order per key is the order of the rows' ids, so the caller must already hold the aggregate's
 * row lock (the row that carries its sequence) when it appends: then no other transaction can take
 * an earlier id for that key and commit later.
 */
@ApplicationScoped
@IfBuildProperty(name = "together.database", stringValue = "true")
public class Outbox {
  private final AgroalDataSource dataSource;
  private final TransactionSynchronizationRegistry transactions;
  private final OutboxRelay relay;
  private final int shards;

  public Outbox(
      AgroalDataSource dataSource,
      TransactionSynchronizationRegistry transactions,
      OutboxRelay relay,
      @ConfigProperty(name = "together.outbox.shards", defaultValue = "8") int shards) {
    this.dataSource = dataSource;
    this.transactions = transactions;
    this.relay = relay;
    this.shards = shards;
  }

  /** Appends within the caller's JTA transaction; the relay wakes when it commits. */
  public void append(OutboxRecord... records) {
    try (var connection = dataSource.getConnection()) {
      append(connection, List.of(records));
    } catch (SQLException e) {
      throw new OutboxException("cannot append to the outbox", e);
    }
    transactions.registerInterposedSynchronization(
        new Synchronization() {
          @Override
          public void beforeCompletion() {}

          @Override
          public void afterCompletion(int status) {
            if (status == Status.STATUS_COMMITTED) {
              relay.wake();
            }
          }
        });
  }

  /**
   * Appends on a connection whose transaction the caller commits, and calls {@link
   * OutboxRelay#wake} after.
   */
  public void append(Connection connection, List<OutboxRecord> records) throws SQLException {
    try (var insert =
        connection.prepareStatement(
            "INSERT INTO outbox (key, shard, topic, partition_key, type, headers, payload)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?)")) {
      for (var record : records) {
        insert.setLong(1, record.key());
        insert.setInt(2, Partitions.of(record.key(), shards));
        insert.setString(3, record.topic());
        insert.setLong(4, record.partitionKey());
        insert.setString(5, record.type());
        insert.setArray(6, connection.createArrayOf("text", headers(record)));
        insert.setBytes(7, record.payload().toByteArray());
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  private static Object[] headers(OutboxRecord record) {
    var pairs = new ArrayList<String>();
    record
        .headers()
        .forEach((name, value) -> {
          pairs.add(name);
          pairs.add(value);
        });
    var span = Span.current().getSpanContext();
    if (span.isValid()) {
      pairs.add(EventHeaders.TRACEPARENT);
      pairs.add(EventHeaders.traceparent(span));
    }
    return pairs.toArray();
  }
}
