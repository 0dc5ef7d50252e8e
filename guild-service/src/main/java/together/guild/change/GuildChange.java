package together.guild.change;

import com.google.protobuf.MessageOrBuilder;
import org.jspecify.annotations.Nullable;
import together.guild.access.Standing;
import together.guild.audit.AuditAction;
import together.guild.audit.AuditLog;
import together.guild.database.Sql;
import together.guild.state.Guild;
import together.platform.outbox.Outbox;
import together.proto.GuildEvent;

/**
 * One change of one guild, under way: its row is locked and its revision raised. What is read
 * through it is what the change builds on. Ends with exactly one event; without one it is undone.
 */
public final class GuildChange {
  private final Sql sql;
  private final Outbox outbox;
  private final AuditLog audit;
  private final Standing standing;
  private long revision;
  private boolean told;

  GuildChange(Sql sql, Outbox outbox, AuditLog audit, Standing standing) {
    this.sql = sql;
    this.outbox = outbox;
    this.audit = audit;
    this.standing = standing;
    this.revision = standing.guild().revision();
  }

  /** Where the one who makes the change stands, before it. */
  public Standing standing() {
    return standing;
  }

  public Guild guild() {
    return standing.guild();
  }

  boolean isTold() {
    return told;
  }

  /** A change that leaves roles, channels, overrides, emojis and owner as they are. */
  public void tell(GuildEvent.Builder event) {
    if (told) {
      // A further step of the same transaction is a change of its own, with its own revision.
      sql.update("UPDATE guilds SET revision = revision + 1 WHERE id = ?", guild().id());
      revision++;
    }
    told = true;
    outbox.append(GuildRecord.of(event.setGuildId(guild().id()).setSeq(revision).build()));
  }

  /** A change of roles, channels, overrides, emojis or owner. */
  public void tellStructure(GuildEvent.Builder event) {
    tell(event);
    sql.update("UPDATE guilds SET structure_revision = revision WHERE id = ?", guild().id());
  }

  /**
   * Writes down who did it, and why.
   *
   * @param targetId to whom or what; null for what has no id
   * @param before what was changed as it was; null: it is new
   * @param after as it is; null: it is gone
   */
  public void audit(
      AuditAction action,
      @Nullable Long targetId,
      @Nullable MessageOrBuilder before,
      @Nullable MessageOrBuilder after) {
    audit.write(guild().id(), standing.userId(), action, targetId, before, after);
  }
}
