package together.guild.access;

/** Whose standing where. */
public record StandingKey(long guildId, long userId) {}
