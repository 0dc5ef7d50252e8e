package together.message.search;

import static together.permission.Permission.READ_MESSAGE_HISTORY;
import static together.permission.Permission.VIEW_CHANNEL;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import together.message.MessageProblem;
import together.message.access.ChannelAccess;
import together.message.access.ReadableChannels;
import together.message.index.Scope;
import together.permission.Permission;

/** Where the caller may search, as guild-service says at this moment. */
@ApplicationScoped
class SearchPlaces {
  private static final long NEEDED = Permission.of(VIEW_CHANNEL, READ_MESSAGE_HISTORY);

  private final ChannelAccess access;
  private final ReadableChannels readable;

  SearchPlaces(ChannelAccess access, ReadableChannels readable) {
    this.access = access;
    this.readable = readable;
  }

  /**
   * Where a search goes.
   *
   * @param id what the route names: a server or a channel
   * @param scope of the index
   * @param channels whose messages may be found
   */
  record SearchPlace(long id, Scope scope, Set<Long> channels) {
    /** Only these of its channels, if any are named; 404 when one is not among them. */
    SearchPlace in(Set<Long> named) {
      if (!channels.containsAll(named)) {
        throw MessageProblem.UNKNOWN_CHANNEL.because(
            "channel_id names a channel that is not here, or whose history the caller may not"
                + " read");
      }
      return named.isEmpty() ? this : new SearchPlace(id, scope, named);
    }
  }

  /** A channel; 404 or 403 when its history may not be read. */
  SearchPlace channel(long userId, long channelId) {
    var grant = access.authorize(userId, channelId, VIEW_CHANNEL, READ_MESSAGE_HISTORY);
    return new SearchPlace(channelId, Scope.of(channelId, grant.guildId()), Set.of(channelId));
  }

  /** A server's channels; 404 when the caller is no member. */
  SearchPlace server(long userId, long guildId) {
    return new SearchPlace(
        guildId, new Scope(guildId, false), readable.of(userId, guildId, NEEDED));
  }
}
