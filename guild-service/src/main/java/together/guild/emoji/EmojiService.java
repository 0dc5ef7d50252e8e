package together.guild.emoji;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayInputStream;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import together.guild.GuildLimits;
import together.guild.GuildProblem;
import together.guild.access.Standing;
import together.guild.audit.AuditAction;
import together.guild.change.GuildChange;
import together.guild.change.GuildChanges;
import together.guild.database.StoredImage;
import together.guild.state.Emoji;
import together.permission.Permission;
import together.platform.id.Ids;
import together.platform.image.Fit;
import together.platform.image.ScaledImage;
import together.platform.image.ScaledImages;
import together.platform.problem.ProblemException;

/** Making, renaming and deleting emojis; needs MANAGE_EMOJIS. */
@ApplicationScoped
public class EmojiService {
  private static final int PIXELS = 128;

  private final EmojiRepository emojis;
  private final ScaledImages images;
  private final GuildChanges changes;
  private final GuildLimits limits;
  private final Ids ids;
  private final Clock clock;

  EmojiService(
      EmojiRepository emojis,
      ScaledImages images,
      GuildChanges changes,
      GuildLimits limits,
      Ids ids,
      Clock clock) {
    this.emojis = emojis;
    this.images = images;
    this.changes = changes;
    this.limits = limits;
    this.ids = ids;
    this.clock = clock;
  }

  /** {@code standing}: of the caller, just read; what it forbids costs no decoding. */
  EmojiView create(Standing standing, CreateEmojiRequest request) {
    standing.require(Permission.MANAGE_EMOJIS);
    var name = EmojiRules.name(request.name());
    var upload = EmojiRules.image(request.image());
    requireRoom(standing);
    var image =
        images
            .of(
                "image",
                new ByteArrayInputStream(upload),
                upload.length,
                Fit.CONTAIN,
                List.of(PIXELS))
            .getFirst();
    return change(
        standing.guild().id(),
        standing.userId(),
        change -> store(change, new Emoji(change.guild().id(), ids.next(), name), image));
  }

  private EmojiView store(GuildChange change, Emoji emoji, ScaledImage image) {
    requireRoom(change.standing());
    var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    emojis.insert(emoji, change.standing().userId(), now, image);
    var all = all(change);
    all.put(emoji.id(), emoji);
    change.tellStructure(EmojiEvents.changed(emoji.guildId(), all.values()));
    change.audit(AuditAction.EMOJI_CREATE, emoji.id(), null, EmojiEvents.proto(emoji));
    return EmojiView.of(emoji);
  }

  EmojiView rename(long guildId, long userId, long emojiId, UpdateEmojiRequest request) {
    return change(
        guildId,
        userId,
        change -> {
          var all = all(change);
          var before = find(change.standing(), emojiId);
          var after =
              new Emoji(guildId, emojiId, request.name().apply(before.name(), EmojiRules::name));
          if (!after.equals(before)) {
            emojis.rename(after);
            all.put(emojiId, after);
            change.tellStructure(EmojiEvents.changed(guildId, all.values()));
            change.audit(
                AuditAction.EMOJI_UPDATE,
                emojiId,
                EmojiEvents.proto(before),
                EmojiEvents.proto(after));
          }
          return EmojiView.of(after);
        });
  }

  void delete(long guildId, long userId, long emojiId) {
    change(
        guildId,
        userId,
        change -> {
          var all = all(change);
          var gone = find(change.standing(), emojiId);
          emojis.delete(gone);
          all.remove(emojiId);
          change.tellStructure(EmojiEvents.changed(guildId, all.values()));
          change.audit(AuditAction.EMOJI_DELETE, emojiId, EmojiEvents.proto(gone), null);
          return emojiId;
        });
  }

  private <T> T change(long guildId, long userId, Function<GuildChange, T> work) {
    return changes.byMember(
        guildId,
        userId,
        change -> {
          change.standing().require(Permission.MANAGE_EMOJIS);
          return work.apply(change);
        });
  }

  /** For anyone who knows the id. */
  public StoredImage image(long emojiId) {
    return emojis.image(emojiId).orElseThrow(() -> notFound(emojiId));
  }

  /** The emoji of the guild where one stands, or 404. */
  static Emoji find(Standing standing, long emojiId) {
    var emoji = standing.structure().emojis().get(emojiId);
    if (emoji == null) {
      throw notFound(emojiId);
    }
    return emoji;
  }

  private static ProblemException notFound(long emojiId) {
    return new ProblemException(GuildProblem.EMOJI_NOT_FOUND, "there is no emoji " + emojiId);
  }

  private static Map<Long, Emoji> all(GuildChange change) {
    return new TreeMap<>(change.standing().structure().emojis());
  }

  private void requireRoom(Standing standing) {
    if (standing.structure().emojis().size() >= limits.emojis()) {
      throw new ProblemException(
          GuildProblem.LIMIT_REACHED, "the server has " + limits.emojis() + " emojis");
    }
  }
}
