package together.guild;

import io.smallrye.config.ConfigMapping;

/** How much there may be of what members make. */
@ConfigMapping(prefix = "together.guild.limits")
public interface GuildLimits {
  /** Channels in one guild. */
  int channels();

  /** Roles in one guild, {@code @everyone} included. */
  int roles();

  /** Overrides of one channel. */
  int overrides();

  /** Emojis of one guild. */
  int emojis();

  /** Invites of one guild that can still be used. */
  int invites();

  /** Dms and group dms of one user. */
  int privateChannels();

  /** Guilds one user is in. */
  int serversPerUser();
}
