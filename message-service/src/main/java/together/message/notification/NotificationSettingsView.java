package together.message.notification;

import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import together.platform.json.Moments;
import together.proto.ChannelNotifications;
import together.proto.GuildNotifications;
import together.proto.NotificationSettings;

/**
 * What a user wants to be notified of; the same JSON is in READY and the {@code d} of
 * NOTIFICATION_SETTINGS_UPDATE. What is not in it is as if nothing were set.
 */
public record NotificationSettingsView(List<OfGuild> guilds, List<OfChannel> channels) {
  /** Of a server. */
  @Schema(name = "GuildNotifications")
  public record OfGuild(
      long guildId,
      @Schema(description = "all, mentions or nothing") String level,
      boolean muted,
      @Schema(description = "When the muting ends; null: it lasts") @Nullable Instant muteUntil,
      @Schema(description = "Mentions of everyone do not count") boolean suppressEveryone,
      @Schema(description = "Mentions of roles do not count") boolean suppressRoles) {}

  /** Of a channel. */
  @Schema(name = "ChannelNotifications")
  public record OfChannel(
      long channelId,
      @Schema(description = "Null: a dm or group dm") @Nullable Long guildId,
      @Schema(description = "all, mentions, nothing, or inherit: as the server") String level,
      boolean muted,
      @Nullable Instant muteUntil) {}

  static NotificationSettingsView of(NotificationSettings settings) {
    return new NotificationSettingsView(
        settings.getGuildsList().stream().map(NotificationSettingsView::of).toList(),
        settings.getChannelsList().stream().map(NotificationSettingsView::of).toList());
  }

  private static OfGuild of(GuildNotifications one) {
    return new OfGuild(
        one.getGuildId(),
        one.getLevel(),
        one.getMuted(),
        one.hasMuteUntil() ? Moments.instant(one.getMuteUntil()) : null,
        one.getSuppressEveryone(),
        one.getSuppressRoles());
  }

  private static OfChannel of(ChannelNotifications one) {
    return new OfChannel(
        one.getChannelId(),
        one.hasGuildId() ? one.getGuildId() : null,
        one.getLevel(),
        one.getMuted(),
        one.hasMuteUntil() ? Moments.instant(one.getMuteUntil()) : null);
  }
}
