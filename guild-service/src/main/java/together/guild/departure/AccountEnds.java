package together.guild.departure;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import together.guild.GuildProblem;
import together.guild.audit.AuditErasure;
import together.guild.ban.BanService;
import together.guild.dm.PrivateChannels;
import together.platform.problem.ProblemException;

/**
 * What becomes of all that an account has in servers when it goes for good, a transaction for each
 * server, so that nobody waits for the whole of it. Idempotent: what is done is not found again.
 */
@ApplicationScoped
public class AccountEnds {
  private static final int BATCH = 50;
  private static final int AUDIT_BATCH = 500;
  private static final long MOST_NANOS = Duration.ofSeconds(3).toNanos();

  private final Belongings belongings;
  private final ServerEnds servers;
  private final PrivateChannels privates;
  private final BanService bans;
  private final AuditErasure audit;

  AccountEnds(
      Belongings belongings,
      ServerEnds servers,
      PrivateChannels privates,
      BanService bans,
      AuditErasure audit) {
    this.belongings = belongings;
    this.servers = servers;
    this.privates = privates;
    this.bans = bans;
    this.audit = audit;
  }

  /** Some seconds of it; true when nothing is left. Not inside a transaction. */
  boolean leave(long userId) {
    return leave(userId, System::nanoTime);
  }

  private boolean leave(long userId, LongSupplier nanos) {
    long end = nanos.getAsLong() + MOST_NANOS;
    BooleanSupplier inTime = () -> nanos.getAsLong() < end;
    return leaveServers(userId, inTime)
        && leaveGroups(userId, inTime)
        && liftBans(userId, inTime)
        && forgetAudit(userId, inTime);
  }

  private boolean leaveServers(long userId, BooleanSupplier inTime) {
    for (var ids = belongings.servers(userId, BATCH);
        !ids.isEmpty();
        ids = belongings.servers(userId, BATCH)) {
      for (long id : ids) {
        servers.leave(id, userId);
        if (!inTime.getAsBoolean()) {
          return false;
        }
      }
    }
    return true;
  }

  private boolean leaveGroups(long userId, BooleanSupplier inTime) {
    for (var ids = belongings.groups(userId, BATCH);
        !ids.isEmpty();
        ids = belongings.groups(userId, BATCH)) {
      for (long id : ids) {
        unlessGone(GuildProblem.USER_NOT_FOUND, () -> privates.leave(id, userId));
        if (!inTime.getAsBoolean()) {
          return false;
        }
      }
    }
    return true;
  }

  private boolean liftBans(long userId, BooleanSupplier inTime) {
    for (var ids = belongings.bans(userId, BATCH);
        !ids.isEmpty();
        ids = belongings.bans(userId, BATCH)) {
      for (long id : ids) {
        unlessGone(GuildProblem.SERVER_NOT_FOUND, () -> bans.forget(id, userId));
        if (!inTime.getAsBoolean()) {
          return false;
        }
      }
    }
    return true;
  }

  private boolean forgetAudit(long userId, BooleanSupplier inTime) {
    while (audit.forget(userId, AUDIT_BATCH)) {
      if (!inTime.getAsBoolean()) {
        return false;
      }
    }
    return true;
  }

  /** Somebody else, a moderator perhaps, was first. */
  static void unlessGone(GuildProblem gone, Runnable step) {
    try {
      step.run();
    } catch (ProblemException e) {
      if (e.type() != gone) {
        throw e;
      }
    }
  }
}
