package together.platform.testing;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL schema as a section of a Markdown page: a diagram, then each table with its columns,
 * constraints and indexes. What a table or a column means is its {@code COMMENT} in the database.
 */
final class SchemaPage {
  private record Column(
      String name, String type, boolean nullable, @Nullable String initially, String meaning) {}

  private record Reference(String from, String to, String columns) {}

  private record Table(
      String name,
      String meaning,
      List<String> key,
      List<Column> columns,
      List<String> constraints,
      List<String> indexes) {}

  private static final String TABLES =
      """
      SELECT relname, coalesce(obj_description(oid, 'pg_class'), '') FROM pg_class
      WHERE relnamespace = ?::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition
        AND relname <> 'flyway_schema_history'
      ORDER BY relname
      """;

  private static final String COLUMNS =
      """
      SELECT attname, format_type(atttypid, atttypmod), attnotnull,
        pg_get_expr(adbin, adrelid), attidentity <> '', coalesce(col_description(attrelid, attnum), '')
      FROM pg_attribute LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
      WHERE attrelid = ?::regclass AND attnum > 0 AND NOT attisdropped
      ORDER BY attnum
      """;

  private static final String KEY =
      """
      SELECT attname FROM pg_index JOIN pg_attribute ON attrelid = indrelid AND attnum = ANY (indkey)
      WHERE indrelid = ?::regclass AND indisprimary
      ORDER BY array_position(indkey::int2[], attnum)
      """;

  private static final String CONSTRAINTS =
      """
      SELECT pg_get_constraintdef(oid) FROM pg_constraint
      WHERE conrelid = ?::regclass AND contype IN ('p', 'u', 'f', 'c', 'x')
      ORDER BY position(contype::text IN 'pufcx'), conname
      """;

  private static final String INDEXES =
      """
      SELECT regexp_replace(pg_get_indexdef(indexrelid), '^CREATE (UNIQUE )?INDEX (\\S+) ON .* USING ',
        '\\1\\2: ') FROM pg_index
      WHERE indrelid = ?::regclass AND NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conindid = indexrelid)
      ORDER BY indexrelid::regclass::text
      """;

  private static final String REFERENCES =
      """
      SELECT child.relname, parent.relname,
        (SELECT string_agg(attname, ', ' ORDER BY array_position(conkey, attnum))
         FROM pg_attribute WHERE attrelid = conrelid AND attnum = ANY (conkey))
      FROM pg_constraint JOIN pg_class child ON child.oid = conrelid
        JOIN pg_class parent ON parent.oid = confrelid
      WHERE contype = 'f' AND connamespace = ?::regnamespace
      ORDER BY parent.relname, child.relname, conname
      """;

  private final Connection connection;
  private final String schema;

  /** The connection's search path begins with the schema. */
  SchemaPage(Connection connection, String schema) {
    this.connection = connection;
    this.schema = schema;
  }

  /** A row of a query with one parameter. */
  @FunctionalInterface
  private interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  private <T> List<T> all(String sql, String parameter, Row<T> row) throws SQLException {
    try (var statement = connection.prepareStatement(sql)) {
      statement.setString(1, parameter);
      var found = new ArrayList<T>();
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          found.add(row.read(rows));
        }
      }
      return found;
    }
  }

  /** The section, which ends with a line break. */
  String text() throws SQLException {
    var tables = new ArrayList<Table>();
    for (var named : all(TABLES, schema, row -> List.of(row.getString(1), row.getString(2)))) {
      tables.add(table(named.getFirst(), named.getLast()));
    }
    var references =
        all(
            REFERENCES,
            schema,
            row -> new Reference(row.getString(1), row.getString(2), row.getString(3)));
    var page = new StringBuilder();
    diagram(page, tables, references);
    tables.forEach(table -> section(page, table));
    return page.toString();
  }

  private Table table(String name, String meaning) throws SQLException {
    return new Table(
        name,
        meaning,
        all(KEY, name, row -> row.getString(1)),
        all(COLUMNS, name, SchemaPage::column),
        all(CONSTRAINTS, name, row -> row.getString(1)),
        all(INDEXES, name, row -> row.getString(1)));
  }

  private static Column column(ResultSet row) throws SQLException {
    var initially = row.getBoolean(5) ? "identity" : row.getString(4);
    return new Column(
        row.getString(1), row.getString(2), !row.getBoolean(3), initially, row.getString(6));
  }

  private static void diagram(StringBuilder page, List<Table> tables, List<Reference> references) {
    page.append("```mermaid\nerDiagram\n");
    for (var table : tables) {
      page.append("  ").append(table.name()).append(" {\n");
      for (var column : table.columns()) {
        if (table.key().contains(column.name())) {
          var type = column.type().replace(" ", "_");
          page.append("    ").append(type).append(' ').append(column.name()).append(" PK\n");
        }
      }
      page.append("  }\n");
    }
    for (var one : references) {
      page.append("  %s ||--o{ %s : \"%s\"\n".formatted(one.to(), one.from(), one.columns()));
    }
    page.append("```\n");
  }

  private static void section(StringBuilder page, Table table) {
    page.append("\n### ").append(table.name()).append("\n\n");
    page.append(table.meaning())
        .append("\n\n| column | type | default | meaning |\n|---|---|---|---|\n");
    for (var column : table.columns()) {
      page.append(
          "| `%s` | %s%s | %s | %s |\n"
              .formatted(
                  column.name(),
                  column.type(),
                  column.nullable() ? ", null" : "",
                  column.initially() == null ? "" : "`" + column.initially() + "`",
                  column.meaning()));
    }
    page.append('\n');
    table.constraints().forEach(one -> page.append("- `").append(one).append("`\n"));
    table.indexes().forEach(one -> page.append("- index `").append(one).append("`\n"));
  }
}
