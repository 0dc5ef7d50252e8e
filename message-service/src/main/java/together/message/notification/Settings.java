package together.message.notification;

import java.util.List;
import java.util.stream.Stream;
import together.platform.json.Moments;
import together.proto.ChannelNotifications;
import together.proto.GuildNotifications;
import together.proto.NotificationSettings;

/**
 * What a user wants to be notified of.
 *
 * @param all by ascending target
 */
public record Settings(List<Setting> all) {
  /** Servers whose mentions of everyone do not count. */
  public List<Long> withoutEveryone() {
    return guilds().filter(Setting::suppressEveryone).map(Setting::guildId).toList();
  }

  /** Servers whose mentions of roles do not count. */
  public List<Long> withoutRoles() {
    return guilds().filter(Setting::suppressRoles).map(Setting::guildId).toList();
  }

  /** Servers of which nothing counts, but in channels that say otherwise. */
  public List<Long> quietGuilds() {
    return guilds().filter(one -> one.level() == Level.NOTHING).map(Setting::guildId).toList();
  }

  /** Channels of which nothing counts. */
  public List<Long> quietChannels() {
    return channels().filter(one -> one.level() == Level.NOTHING).map(Setting::targetId).toList();
  }

  /** Channels that count whatever their server says. */
  public List<Long> loudChannels() {
    return channels()
        .filter(one -> one.level() == Level.ALL || one.level() == Level.MENTIONS)
        .map(Setting::targetId)
        .toList();
  }

  private Stream<Setting> guilds() {
    return all.stream().filter(Setting::isOfGuild);
  }

  private Stream<Setting> channels() {
    return all.stream().filter(one -> !one.isOfGuild());
  }

  /** As events and gRPC show it. */
  public NotificationSettings proto() {
    return NotificationSettings.newBuilder()
        .addAllGuilds(guilds().map(Settings::guild).toList())
        .addAllChannels(channels().map(Settings::channel).toList())
        .build();
  }

  private static GuildNotifications guild(Setting one) {
    var proto =
        GuildNotifications.newBuilder()
            .setGuildId(one.guildId())
            .setLevel(one.level().text())
            .setMuted(one.muted())
            .setSuppressEveryone(one.suppressEveryone())
            .setSuppressRoles(one.suppressRoles());
    if (one.muteUntil() != null) {
      proto.setMuteUntil(Moments.proto(one.muteUntil()));
    }
    return proto.build();
  }

  private static ChannelNotifications channel(Setting one) {
    var proto =
        ChannelNotifications.newBuilder()
            .setChannelId(one.targetId())
            .setLevel(one.level().text())
            .setMuted(one.muted());
    if (one.guildId() != 0) {
      proto.setGuildId(one.guildId());
    }
    if (one.muteUntil() != null) {
      proto.setMuteUntil(Moments.proto(one.muteUntil()));
    }
    return proto.build();
  }
}
