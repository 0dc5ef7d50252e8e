package together.guild.dm;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.InputStream;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import together.guild.GuildProblem;
import together.guild.access.Standing;
import together.guild.database.StoredImage;
import together.guild.icon.IconRepository;
import together.guild.icon.IconRepository.Owner;
import together.platform.image.Icon;
import together.platform.image.IconImages;
import together.platform.problem.ProblemException;

/** Pictures of group dms, which any of their recipients changes. */
@ApplicationScoped
public class GroupIcons {
  private final IconRepository icons;
  private final IconImages images;
  private final PrivateChanges changes;

  GroupIcons(IconRepository icons, IconImages images, PrivateChanges changes) {
    this.icons = icons;
    this.images = images;
    this.changes = changes;
  }

  /** Nothing happens when it is the icon already. */
  public PrivateChannelView put(long channelId, long userId, InputStream upload) {
    // Before anything is read: decoding is dear.
    changes
        .find(channelId, userId)
        .orElseThrow(() -> Standing.noChannel(channelId))
        .channel()
        .requireGroup();
    return replace(channelId, userId, images.of("icon", upload));
  }

  /** Nothing happens when there is none. */
  public void delete(long channelId, long userId) {
    replace(channelId, userId, null);
  }

  private PrivateChannelView replace(long channelId, long userId, @Nullable Icon icon) {
    var hash = icon == null ? null : icon.hash();
    return changes
        .byRecipient(
            channelId,
            userId,
            0,
            channel -> {
              channel.requireGroup();
              if (!Objects.equals(channel.icon(), hash)) {
                icons.replace(Owner.GROUP, channelId, icon);
              }
              return channel.pictured(hash);
            })
        .map(PrivateChannelView::of)
        .orElseThrow(() -> Standing.noChannel(channelId));
  }

  /** For anyone who knows the hash, which only recipients are told. */
  public StoredImage get(long channelId, String hash, int size) {
    return icons
        .find(Owner.GROUP, channelId, hash, size)
        .orElseThrow(
            () -> new ProblemException(GuildProblem.IMAGE_NOT_FOUND, "the group has no such icon"));
  }
}
