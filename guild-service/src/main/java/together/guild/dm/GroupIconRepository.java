package together.guild.dm;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import together.guild.database.Sql;
import together.guild.database.StoredImage;
import together.guild.icon.Icon;

/** Rows of the icons of group dms. Changes are made under the channel's row lock. */
@ApplicationScoped
class GroupIconRepository {
  private final Sql sql;

  GroupIconRepository(Sql sql) {
    this.sql = sql;
  }

  /** Only the icon that the group has now. */
  Optional<StoredImage> find(long channelId, String hash, int size) {
    return sql.first(
        "SELECT media, bytes FROM group_icons WHERE channel_id = ? AND hash = ? AND size = ?",
        StoredImage::read,
        channelId,
        hash,
        size);
  }

  /** In place of the one there was; null: there is none any more. */
  void replace(long channelId, @Nullable Icon icon) {
    sql.update("DELETE FROM group_icons WHERE channel_id = ?", channelId);
    if (icon == null) {
      return;
    }
    for (var image : icon.images()) {
      sql.update(
          "INSERT INTO group_icons (channel_id, size, hash, media, bytes) VALUES (?, ?, ?, ?, ?)",
          channelId,
          image.size(),
          icon.hash(),
          image.media(),
          image.bytes());
    }
  }
}
