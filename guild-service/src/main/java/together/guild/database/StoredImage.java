package together.guild.database;

import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * An image as it is served.
 *
 * @param media its media type
 */
public record StoredImage(String media, byte[] bytes) {
  /** Of the columns {@code media} and {@code bytes}. */
  public static StoredImage read(ResultSet row) throws SQLException {
    return new StoredImage(row.getString("media"), row.getBytes("bytes"));
  }
}
