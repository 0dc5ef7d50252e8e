package together.guild.change;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import together.guild.access.Standing;
import together.guild.access.Standings;
import together.guild.audit.AuditLog;
import together.guild.database.Sql;
import together.guild.state.Guild;
import together.guild.state.Member;
import together.guild.state.StructureCache;
import together.platform.outbox.Outbox;
import together.proto.GuildEvent;

/**
 * The frame of every change: a transaction that first locks the guild's row and raises its
 * revision. So changes of one guild come one after another, each sees all before it, and the order
 * of revisions is the order of commits and of events.
 */
@ApplicationScoped
public class GuildChanges {
  private static final String RAISE =
      "UPDATE guilds g SET revision = revision + 1 WHERE id = ? AND deleted_at IS NULL";
  private static final String BY_MEMBER =
      " AND EXISTS (SELECT FROM members m WHERE m.guild_id = g.id AND m.user_id = ?)";

  private final Sql sql;
  private final StructureCache structures;
  private final Outbox outbox;
  private final AuditLog audit;
  private final Clock clock;

  public GuildChanges(
      Sql sql, StructureCache structures, Outbox outbox, AuditLog audit, Clock clock) {
    this.sql = sql;
    this.structures = structures;
    this.outbox = outbox;
    this.audit = audit;
    this.clock = clock;
  }

  /** A change by a member; 404 for a stranger, who takes no lock either. */
  @Transactional
  public <T> T byMember(long guildId, long userId, Function<GuildChange, T> work) {
    var guild =
        sql.first(RAISE + BY_MEMBER + " RETURNING " + Guild.COLUMNS, Guild::read, guildId, userId)
            .orElseThrow(() -> Standings.notFound(guildId));
    // Read after the lock: the membership may have ended while this waited for it.
    var member = member(guildId, userId);
    if (member == null) {
      throw Standings.notFound(guildId);
    }
    return run(userId, guild, member, work);
  }

  /** A change by someone who is no member, or need not be one: no membership is looked up. */
  @Transactional
  public <T> T byStranger(long guildId, long userId, Function<GuildChange, T> work) {
    var guild =
        sql.first(RAISE + " RETURNING " + Guild.COLUMNS, Guild::read, guildId)
            .orElseThrow(() -> Standings.notFound(guildId));
    return run(userId, guild, null, work);
  }

  /** The first change of a guild: it exists with revision 1 when {@code work} is done. */
  @Transactional
  public void creation(long guildId, Runnable work, GuildEvent.Builder event) {
    work.run();
    outbox.append(GuildRecord.of(event.setGuildId(guildId).setSeq(1).build()));
  }

  private <T> T run(
      long userId, Guild guild, @Nullable Member member, Function<GuildChange, T> work) {
    var structure = Objects.requireNonNull(structures.get(List.of(guild)).get(guild.id()));
    var standing = new Standing(userId, guild, structure, member, clock.instant());
    var change = new GuildChange(sql, outbox, audit, standing);
    T result = work.apply(change);
    if (!change.isTold()) {
      QuarkusTransaction.setRollbackOnly();
    }
    return result;
  }

  private @Nullable Member member(long guildId, long userId) {
    return sql.first(
            "SELECT " + Member.COLUMNS + " FROM members m WHERE guild_id = ? AND user_id = ?",
            Member::read,
            guildId,
            userId)
        .orElse(null);
  }
}
