package together.guild.icon;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.InputStream;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import together.guild.GuildProblem;
import together.guild.access.Standing;
import together.guild.access.Standings;
import together.guild.audit.AuditAction;
import together.guild.change.GuildChanges;
import together.guild.database.StoredImage;
import together.guild.icon.IconRepository.Owner;
import together.guild.server.GuildEvents;
import together.guild.server.GuildView;
import together.guild.server.ServerViews;
import together.permission.Permission;
import together.platform.image.Icon;
import together.platform.image.IconImages;
import together.platform.problem.ProblemException;

/** The picture of a server. */
@ApplicationScoped
public class IconService {
  private final IconRepository icons;
  private final IconImages images;
  private final Standings standings;
  private final GuildChanges changes;
  private final ServerViews views;

  IconService(
      IconRepository icons,
      IconImages images,
      Standings standings,
      GuildChanges changes,
      ServerViews views) {
    this.icons = icons;
    this.images = images;
    this.standings = standings;
    this.changes = changes;
    this.views = views;
  }

  /** Needs MANAGE_SERVER; nothing happens when it is the icon already. */
  public GuildView put(long guildId, long userId, InputStream upload) {
    // Before anything is read: decoding is dear.
    standings.member(guildId, userId).require(Permission.MANAGE_SERVER);
    return replace(guildId, userId, images.of("icon", upload));
  }

  /** Needs MANAGE_SERVER; nothing happens when there is none. */
  public void delete(long guildId, long userId) {
    replace(guildId, userId, null);
  }

  private GuildView replace(long guildId, long userId, @Nullable Icon icon) {
    var hash = icon == null ? null : icon.hash();
    Standing standing =
        changes.byMember(
            guildId,
            userId,
            change -> {
              change.standing().require(Permission.MANAGE_SERVER);
              var before = change.guild();
              var after = before.withIcon(hash);
              if (!Objects.equals(before.icon(), hash)) {
                icons.replace(Owner.GUILD, guildId, icon);
                icons.show(guildId, hash);
                change.tell(GuildEvents.updated(after));
                change.audit(
                    AuditAction.GUILD_UPDATE,
                    guildId,
                    GuildEvents.row(before).build(),
                    GuildEvents.row(after).build());
              }
              return change.standing().in(after);
            });
    return views.get(standing.guild().id(), userId);
  }

  /** For anyone who knows the hash, which only members and invites tell. */
  public StoredImage get(long guildId, String hash, int size) {
    return icons
        .find(Owner.GUILD, guildId, hash, size)
        .orElseThrow(() ->
            new ProblemException(GuildProblem.IMAGE_NOT_FOUND, "the server has no such icon"));
  }
}
