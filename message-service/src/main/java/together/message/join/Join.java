package together.message.join;

import together.proto.User;

/**
 * Somebody has joined a server.
 *
 * @param channelId where it is told
 * @param revision the guild's after it
 */
record Join(long channelId, long guildId, User user, long revision) {}
