package together.guild.icon;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import together.guild.database.Sql;
import together.guild.database.StoredImage;

/** Rows of icons. Changes are made under the guild's row lock. */
@ApplicationScoped
class IconRepository {
  private final Sql sql;

  IconRepository(Sql sql) {
    this.sql = sql;
  }

  /** Only the icon that the guild has now. */
  Optional<StoredImage> find(long guildId, String hash, int size) {
    return sql.first(
        "SELECT media, bytes FROM icons WHERE guild_id = ? AND hash = ? AND size = ?",
        StoredImage::read,
        guildId,
        hash,
        size);
  }

  /** In place of the one there was; null: there is none any more. */
  void replace(long guildId, @Nullable Icon icon) {
    sql.update("DELETE FROM icons WHERE guild_id = ?", guildId);
    if (icon != null) {
      for (var image : icon.images()) {
        sql.update(
            "INSERT INTO icons (guild_id, size, hash, media, bytes) VALUES (?, ?, ?, ?, ?)",
            guildId,
            image.size(),
            icon.hash(),
            image.media(),
            image.bytes());
      }
    }
    sql.update(
        "UPDATE guilds SET icon = ? WHERE id = ?", icon == null ? null : icon.hash(), guildId);
  }
}
