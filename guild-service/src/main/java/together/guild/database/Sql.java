package together.guild.database;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Statements on the service's schema: within the caller's transaction when there is one, else each
 * in its own. Parameters are numbers, texts, booleans, moments, and collections of ids ({@code
 * bigint[]}), and arrays of texts ({@code text[]}).
 */
@ApplicationScoped
public class Sql {
  /** Reads one row. */
  @FunctionalInterface
  public interface RowReader<T> {
    T read(ResultSet row) throws SQLException;
  }

  private final AgroalDataSource dataSource;

  public Sql(AgroalDataSource dataSource) {
    this.dataSource = dataSource;
  }

  public <T> List<T> list(String sql, RowReader<T> reader, @Nullable Object... parameters) {
    try (var connection = dataSource.getConnection();
        var statement = prepare(connection, sql, parameters);
        var rows = statement.executeQuery()) {
      var list = new ArrayList<T>();
      while (rows.next()) {
        list.add(reader.read(rows));
      }
      return list;
    } catch (SQLException e) {
      throw new DatabaseException(e);
    }
  }

  /** The first row, if there is one. */
  public <T> Optional<T> first(String sql, RowReader<T> reader, @Nullable Object... parameters) {
    return list(sql, reader, parameters).stream().findFirst();
  }

  /** How many rows it changed. */
  public int update(String sql, @Nullable Object... parameters) {
    try (var connection = dataSource.getConnection();
        var statement = prepare(connection, sql, parameters)) {
      return statement.executeUpdate();
    } catch (SQLException e) {
      throw new DatabaseException(e);
    }
  }

  private static PreparedStatement prepare(
      Connection connection, String sql, @Nullable Object[] parameters) throws SQLException {
    var statement = connection.prepareStatement(sql);
    for (int i = 0; i < parameters.length; i++) {
      statement.setObject(i + 1, value(connection, parameters[i]));
    }
    return statement;
  }

  private static @Nullable Object value(Connection connection, @Nullable Object parameter)
      throws SQLException {
    return switch (parameter) {
      case Instant moment -> moment.atOffset(ZoneOffset.UTC);
      case Collection<?> ids -> connection.createArrayOf("bigint", ids.toArray());
      case String[] texts -> connection.createArrayOf("text", texts);
      case null -> null;
      default -> parameter;
    };
  }
}
