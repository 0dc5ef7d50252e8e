package together.guild.emoji;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import together.guild.database.Sql;
import together.guild.database.StoredImage;
import together.guild.state.Emoji;
import together.platform.image.ScaledImage;

/** Rows of emojis. Changes are made under the guild's row lock. */
@ApplicationScoped
public class EmojiRepository {
  private final Sql sql;

  EmojiRepository(Sql sql) {
    this.sql = sql;
  }

  /** Those of the ids that exist, of whatever guild, by id. */
  public List<Emoji> named(Collection<Long> ids) {
    return sql.list(
        "SELECT " + Emoji.COLUMNS + " FROM emojis WHERE id = ANY(?) ORDER BY id", Emoji::read, ids);
  }

  Optional<StoredImage> image(long id) {
    return sql.first("SELECT media, bytes FROM emojis WHERE id = ?", StoredImage::read, id);
  }

  void insert(Emoji emoji, long creatorId, Instant now, ScaledImage image) {
    sql.update(
        "INSERT INTO emojis (guild_id, id, name, creator_id, created_at, media, bytes)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?)",
        emoji.guildId(),
        emoji.id(),
        emoji.name(),
        creatorId,
        now,
        image.media(),
        image.bytes());
  }

  void rename(Emoji emoji) {
    sql.update(
        "UPDATE emojis SET name = ? WHERE guild_id = ? AND id = ?",
        emoji.name(),
        emoji.guildId(),
        emoji.id());
  }

  void delete(Emoji emoji) {
    sql.update("DELETE FROM emojis WHERE guild_id = ? AND id = ?", emoji.guildId(), emoji.id());
  }
}
