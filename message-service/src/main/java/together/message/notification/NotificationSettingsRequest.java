package together.message.notification;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import together.platform.problem.ProblemException;

/** What changes of the notification settings; what is not named stays. */
public record NotificationSettingsRequest(
    @Schema(description = "Servers, at most 100 together with the channels")
        @Nullable List<@Nullable OfGuild> guilds,
    @Schema(description = "Channels, dms too") @Nullable List<@Nullable OfChannel> channels) {
  static final NotificationSettingsRequest EMPTY = new NotificationSettingsRequest(null, null);
  private static final int MOST = 100;

  /** Of a server. A field left out stays as it is. */
  @Schema(name = "GuildNotificationsRequest")
  public record OfGuild(
      @Schema(required = true) @Nullable Long guildId,
      @Schema(description = "all, mentions or nothing") @Nullable String level,
      @Nullable Boolean muted,
      @Schema(description = "Beside muted: true, when that ends; left out: it lasts")
          @Nullable Instant muteUntil,
      @Nullable Boolean suppressEveryone,
      @Nullable Boolean suppressRoles) {
    SettingChange change(String field, Instant now) {
      return new SettingChange(
          true,
          idOf(guildId, field + ".guild_id"),
          levelOf(level, field, Level.ALL, Level.MENTIONS, Level.NOTHING),
          muteOf(muted, muteUntil, field, now),
          suppressEveryone,
          suppressRoles);
    }
  }

  /** Of a channel. A field left out stays as it is. */
  @Schema(name = "ChannelNotificationsRequest")
  public record OfChannel(
      @Schema(required = true) @Nullable Long channelId,
      @Schema(description = "all, mentions, nothing or inherit") @Nullable String level,
      @Nullable Boolean muted,
      @Schema(description = "Beside muted: true, when that ends; left out: it lasts")
          @Nullable Instant muteUntil) {
    SettingChange change(String field, Instant now) {
      return new SettingChange(
          false,
          idOf(channelId, field + ".channel_id"),
          levelOf(level, field, Level.values()),
          muteOf(muted, muteUntil, field, now),
          null,
          null);
    }
  }

  /** The changes, checked but for whether there are such servers and channels; else 422. */
  List<SettingChange> changes(Instant now) {
    var changes = new ArrayList<SettingChange>();
    for (var one : guilds == null ? List.<@Nullable OfGuild>of() : guilds) {
      var field = "guilds[" + changes.size() + "]";
      changes.add(given(one, field).change(field, now));
    }
    int before = changes.size();
    for (var one : channels == null ? List.<@Nullable OfChannel>of() : channels) {
      var field = "channels[" + (changes.size() - before) + "]";
      changes.add(given(one, field).change(field, now));
    }
    if (changes.size() > MOST) {
      throw ProblemException.invalid(
          "channels", "OUT_OF_RANGE", "more than " + MOST + " servers and channels are named");
    }
    var ids = new HashSet<Long>();
    if (!changes.stream().allMatch(change -> ids.add(change.targetId()))) {
      throw ProblemException.invalid("channels", "NOT_UNIQUE", "one is named twice");
    }
    return changes;
  }

  private static <T> T given(@Nullable T value, String field) {
    if (value == null) {
      throw ProblemException.invalid(field, "NOT_NULL", field + " is missing");
    }
    return value;
  }

  private static long idOf(@Nullable Long id, String field) {
    return given(id, field);
  }

  private static @Nullable Level levelOf(@Nullable String text, String field, Level... allowed) {
    if (text == null) {
      return null;
    }
    var names = List.of(allowed).stream().map(Level::text).toList();
    int index = names.indexOf(text);
    if (index < 0) {
      throw ProblemException.invalid(
          field + ".level", "NOT_ONE_OF", field + ".level is none of " + names);
    }
    return allowed[index];
  }

  private static SettingChange.@Nullable Mute muteOf(
      @Nullable Boolean muted, @Nullable Instant until, String field, Instant now) {
    boolean on = muted != null && muted;
    if (until != null && (!on || !until.isAfter(now))) {
      throw ProblemException.invalid(
          field + ".mute_until", "OUT_OF_RANGE", "mute_until stands beside muted: true, and ahead");
    }
    return muted == null ? null : SettingChange.Mute.of(on, until);
  }
}
