package together.message.notification;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/** The SQL of notification settings. */
@ApplicationScoped
public class SettingsRepository {
  private static final String COLUMNS =
      "target_id, guild_id, level, muted, mute_until, suppress_everyone, suppress_roles";
  private static final String SELECT =
      "SELECT " + COLUMNS + " FROM notification_settings WHERE user_id = ? ORDER BY target_id";
  private static final String PUT =
      "INSERT INTO notification_settings ("
          + COLUMNS
          + ", user_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (user_id, target_id) DO UPDATE"
          + " SET level = excluded.level, muted = excluded.muted, mute_until = excluded.mute_until,"
          + " suppress_everyone = excluded.suppress_everyone,"
          + " suppress_roles = excluded.suppress_roles";
  private static final String REMOVE =
      "DELETE FROM notification_settings WHERE user_id = ? AND target_id = ?";

  /** All of a user's. */
  public Settings of(Connection connection, long userId) throws SQLException {
    try (var statement = connection.prepareStatement(SELECT)) {
      statement.setLong(1, userId);
      try (var row = statement.executeQuery()) {
        var all = new ArrayList<Setting>();
        while (row.next()) {
          all.add(read(row));
        }
        return new Settings(all);
      }
    }
  }

  private static Setting read(ResultSet row) throws SQLException {
    @Nullable OffsetDateTime until = row.getObject(5, OffsetDateTime.class);
    return new Setting(
        row.getLong(1),
        row.getLong(2),
        Level.values()[row.getInt(3)],
        row.getBoolean(4),
        until == null ? null : until.toInstant(),
        row.getBoolean(6),
        row.getBoolean(7));
  }

  /** As it is from now on; one that says nothing is taken away. */
  void put(Connection connection, long userId, Setting setting) throws SQLException {
    if (setting.isNone()) {
      try (var statement = connection.prepareStatement(REMOVE)) {
        statement.setLong(1, userId);
        statement.setLong(2, setting.targetId());
        statement.executeUpdate();
      }
      return;
    }
    var until = setting.muteUntil();
    try (var statement = connection.prepareStatement(PUT)) {
      statement.setLong(1, setting.targetId());
      statement.setLong(2, setting.guildId());
      statement.setInt(3, setting.level().ordinal());
      statement.setBoolean(4, setting.muted());
      statement.setObject(5, until == null ? null : until.atOffset(ZoneOffset.UTC));
      statement.setBoolean(6, setting.suppressEveryone());
      statement.setBoolean(7, setting.suppressRoles());
      statement.setLong(8, userId);
      statement.executeUpdate();
    }
  }
}
