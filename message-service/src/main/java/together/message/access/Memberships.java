package together.message.access;

import together.proto.ReadStatesGuild;

/** What a user is in a guild. Asked before a transaction, never inside it. */
public interface Memberships {
  /** Without roles and moment when the user is no member. */
  ReadStatesGuild of(long userId, long guildId);
}
