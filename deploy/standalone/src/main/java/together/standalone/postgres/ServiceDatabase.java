package together.standalone.postgres;

import java.util.regex.Pattern;

/**
 * One service's place in the common database: a schema, and the role that alone may use it.
 *
 * @param schema the service's short name, for example {@code guild}
 * @param password password of {@link #role()}
 */
public record ServiceDatabase(String schema, String password) {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,40}");

  public ServiceDatabase {
    // The name goes into SQL where no parameter can stand.
    if (!NAME.matcher(schema).matches()) {
      throw new IllegalArgumentException("not a schema name: " + schema);
    }
  }

  public String role() {
    return schema + "_service";
  }

  @Override
  public String toString() {
    return "ServiceDatabase[" + schema + "]";
  }
}
