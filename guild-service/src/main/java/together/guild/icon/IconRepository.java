package together.guild.icon;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import together.guild.database.Sql;
import together.guild.database.StoredImage;
import together.platform.image.Icon;

/** Rows of icons. Changes are made under the row lock of whose icon it is. */
@ApplicationScoped
public class IconRepository {
  /** What has an icon. */
  public enum Owner {
    GUILD("icons", "guild_id"),
    GROUP("group_icons", "channel_id");

    private final String table;
    private final String key;

    Owner(String table, String key) {
      this.table = table;
      this.key = key;
    }
  }

  private final Sql sql;

  IconRepository(Sql sql) {
    this.sql = sql;
  }

  /** Only the icon that the owner has now. */
  public Optional<StoredImage> find(Owner owner, long ownerId, String hash, int size) {
    return sql.first(
        "SELECT media, bytes FROM %s WHERE %s = ? AND hash = ? AND size = ?"
            .formatted(owner.table, owner.key),
        StoredImage::read,
        ownerId,
        hash,
        size);
  }

  /** Null: none from now on. */
  public void replace(Owner owner, long ownerId, @Nullable Icon icon) {
    sql.update("DELETE FROM %s WHERE %s = ?".formatted(owner.table, owner.key), ownerId);
    if (icon == null) {
      return;
    }
    for (var image : icon.images()) {
      sql.update(
          "INSERT INTO %s (%s, size, hash, media, bytes) VALUES (?, ?, ?, ?, ?)"
              .formatted(owner.table, owner.key),
          ownerId,
          image.size(),
          icon.hash(),
          image.media(),
          image.bytes());
    }
  }

  /** The hash that the guild's row tells. */
  void show(long guildId, @Nullable String hash) {
    sql.update("UPDATE guilds SET icon = ? WHERE id = ?", hash, guildId);
  }
}
