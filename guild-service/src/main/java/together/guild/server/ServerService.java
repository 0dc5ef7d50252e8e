package together.guild.server;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import together.guild.GuildProblem;
import together.guild.access.Standing;
import together.guild.audit.AuditAction;
import together.guild.change.GuildChange;
import together.guild.change.GuildChanges;
import together.guild.member.Admission;
import together.guild.state.Guild;
import together.permission.Permission;
import together.platform.problem.ProblemException;
import together.platform.request.TextRule;

/** Making, changing and deleting servers. */
@ApplicationScoped
public class ServerService {
  private static final TextRule NAME = new TextRule("name", 1, 100);
  private static final TextRule DESCRIPTION = new TextRule("description", 1, 1000);

  private final ServerCreation creation;
  private final ServerRepository servers;
  private final Admission admission;
  private final GuildChanges changes;
  private final ServerViews views;
  private final Clock clock;

  ServerService(
      ServerCreation creation,
      ServerRepository servers,
      Admission admission,
      GuildChanges changes,
      ServerViews views,
      Clock clock) {
    this.creation = creation;
    this.servers = servers;
    this.admission = admission;
    this.changes = changes;
    this.views = views;
    this.clock = clock;
  }

  /** A new server with its first member. */
  public GuildView create(long ownerId, CreateServerRequest request) {
    var name = NAME.check(request.name());
    var description = DESCRIPTION.checkOptional(request.description());
    admission.checkQuota(ownerId);
    var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    var server = creation.plan(ownerId, name, description, now);
    var view =
        views.of(new Standing(ownerId, server.guild(), server.structure(), server.owner(), now));
    changes.creation(
        server.guild().id(),
        () -> creation.store(server),
        GuildEvents.created(server.guild(), server.structure()));
    return view;
  }

  /** Needs MANAGE_SERVER. */
  public GuildView update(long guildId, long userId, UpdateServerRequest request) {
    var standing =
        changes.byMember(
            guildId,
            userId,
            change -> {
              change.standing().require(Permission.MANAGE_SERVER);
              var before = change.guild();
              var after =
                  before.described(
                      request.name().apply(before.name(), NAME::check),
                      request
                          .description()
                          .applyOptional(before.description(), DESCRIPTION::checkOptional),
                      request.openToJoin().apply(before.openToJoin(), Boolean.TRUE::equals));
              if (!after.equals(before)) {
                servers.update(after);
                change.tell(GuildEvents.updated(after));
                audit(change, before, after);
              }
              return change.standing().in(after);
            });
    return views.get(standing.guild().id(), userId);
  }

  /** The owner's alone; to a member. */
  public GuildView transfer(long guildId, long userId, OwnerRequest request) {
    var newOwner = request.userId();
    if (newOwner == null) {
      throw ProblemException.invalid("user_id", "NOT_NULL", "must be given");
    }
    var standing =
        changes.byMember(
            guildId,
            userId,
            change -> {
              requireOwner(change.standing(), "give the server away");
              if (!admission.isMember(guildId, newOwner)) {
                throw new ProblemException(
                    GuildProblem.MEMBER_NOT_FOUND, "user " + newOwner + " is no member");
              }
              var before = change.guild();
              var after = before.ownedBy(newOwner);
              if (newOwner != before.ownerId()) {
                servers.update(after);
                admission.settle(guildId, newOwner);
                change.tellStructure(GuildEvents.updated(after));
                audit(change, before, after);
              }
              return change.standing().in(after);
            });
    return views.get(standing.guild().id(), userId);
  }

  private static void audit(GuildChange change, Guild before, Guild after) {
    change.audit(
        AuditAction.GUILD_UPDATE,
        before.id(),
        GuildEvents.row(before).build(),
        GuildEvents.row(after).build());
  }

  private static void requireOwner(Standing standing, String what) {
    if (!standing.isOwner()) {
      throw new ProblemException(GuildProblem.OWNER_ONLY, "only the owner can " + what);
    }
  }

  /** The owner's alone. */
  public void delete(long guildId, long userId) {
    changes.byMember(
        guildId,
        userId,
        change -> {
          requireOwner(change.standing(), "delete the server");
          servers.delete(guildId, clock.instant());
          change.tellStructure(GuildEvents.deleted(guildId));
          return guildId;
        });
  }
}
