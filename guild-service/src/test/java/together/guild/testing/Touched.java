package together.guild.testing;

import io.quarkus.narayana.jta.QuarkusTransaction;
import java.util.Objects;
import together.guild.database.Sql;

/**
 * What an operation touches in the database: no clock, so the same on every machine.
 *
 * @param rows read, inserted, updated and deleted, those of indexes too
 * @param blocks looked at, in memory or not
 * @param events put into the outbox
 */
public record Touched(long rows, long blocks, long events) {
  private static final String SO_FAR =
      "SELECT sum(pg_stat_get_xact_tuples_returned(oid) + pg_stat_get_xact_tuples_fetched(oid)"
          + " + pg_stat_get_xact_tuples_inserted(oid) + pg_stat_get_xact_tuples_updated(oid)"
          + " + pg_stat_get_xact_tuples_deleted(oid))::bigint AS touched,"
          + " sum(pg_stat_get_xact_blocks_fetched(oid))::bigint AS blocks,"
          + " sum(pg_stat_get_xact_tuples_inserted(oid)) FILTER (WHERE relname = 'outbox')::bigint"
          + " AS events FROM pg_class WHERE relnamespace = 'guild'::regnamespace"
          + " AND relkind IN ('r', 'i')";

  /** By an operation on the caller's thread, which is then undone. */
  public static Touched by(Sql sql, Runnable operation) {
    QuarkusTransaction.begin();
    try {
      var before = soFar(sql);
      operation.run();
      var after = soFar(sql);
      return new Touched(
          after.rows - before.rows, after.blocks - before.blocks, after.events - before.events);
    } finally {
      QuarkusTransaction.rollback();
    }
  }

  private static Touched soFar(Sql sql) {
    return Objects.requireNonNull(
        sql.first(
                SO_FAR,
                row ->
                    new Touched(
                        row.getLong("touched"), row.getLong("blocks"), row.getLong("events")))
            .orElse(null));
  }

  /** The lesser of each: what was left behind by others is not counted. */
  public Touched least(Touched other) {
    return new Touched(
        Math.min(rows, other.rows), Math.min(blocks, other.blocks), Math.min(events, other.events));
  }
}
