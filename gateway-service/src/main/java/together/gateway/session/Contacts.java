package together.gateway.session;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import together.gateway.presence.GuildPresences;
import together.proto.OwnResponse;
import together.proto.PrivateChannel;
import together.proto.Relationship;
import together.proto.UserEvent;

/**
 * Whom one client knows outside of servers: the recipients of its private channels, and its user's
 * friends. Confined to its event loop.
 */
final class Contacts {
  private final Session session;
  private final EventLoopShard shard;
  private final GuildPresences presences;
  private final Endings endings;
  private final Set<Long> channels = new HashSet<>();
  private final Set<Long> friends = new HashSet<>();

  private Consumer<OwnResponse> whenLoaded = own -> {};

  /** Events of the user itself up to this sequence are in the client's state. */
  private long ownRevision;

  Contacts(Session session, EventLoopShard shard, GuildPresences presences, Endings endings) {
    this.session = session;
    this.shard = shard;
    this.presences = presences;
    this.endings = endings;
  }

  /** What its user has set is told once, when READY or RESUME has loaded it. */
  void whenLoaded(Consumer<OwnResponse> task) {
    whenLoaded = task;
  }

  /** READY has told all of it. */
  void ready(LoadedState state) {
    state.privateChannels().forEach(channel -> seat(channel, channel.getRevision()));
    ownRevision = state.own().getRevision();
    resumed(state);
  }

  /** What its client knows of friends nobody can tell: every event since is told again. */
  void resumed(LoadedState state) {
    state.friends().forEach(this::seatFriend);
    var told = whenLoaded;
    whenLoaded = own -> {};
    told.accept(state.own());
  }

  // ---- private channels

  boolean isIn(long channelId) {
    return channels.contains(channelId);
  }

  /** Changes of the channel up to {@code contained} are in the client's state. */
  void seat(PrivateChannel channel, long contained) {
    channels.add(channel.getId());
    endings.begun(channel.getId());
    shard.privateChannels().seat(session, channel, contained);
  }

  /** The user has become a recipient, and been told. */
  void enter(PrivateChannel channel) {
    seat(channel, channel.getRevision());
    meet(PrivateAudiences.ids(channel));
  }

  /** Others whose presence the client may not know. */
  void meet(Set<Long> users) {
    presences.met(users, session.userId()).forEach(session::send);
  }

  void leave(long channelId) {
    channels.remove(channelId);
    shard.privateChannels().unseat(session, channelId);
  }

  // ---- the user itself

  /** Whether the client knows already what this event of its user tells. */
  boolean contains(UserEvent own) {
    return own.getSeq() <= ownRevision;
  }

  /** The client has been told so. */
  void relate(Relationship relationship) {
    if (!relationship.getType().equals(LoadedState.FRIEND)) {
      unrelate(relationship.getId());
    } else if (seatFriend(relationship.getId())) {
      meet(Set.of(relationship.getId()));
    }
  }

  void unrelate(long otherId) {
    friends.remove(otherId);
    shard.friends().unseat(session, otherId);
  }

  /** False when it is one already. */
  private boolean seatFriend(long friendId) {
    shard.friends().seat(session, friendId);
    return friends.add(friendId);
  }

  // ----

  /** Everyone whose presence the client is told because of them. */
  Set<Long> partners() {
    var partners = shard.privateChannels().partners(channels, session.userId());
    partners.addAll(friends);
    return partners;
  }

  void end() {
    List.copyOf(channels).forEach(this::leave);
    List.copyOf(friends).forEach(this::unrelate);
  }
}
