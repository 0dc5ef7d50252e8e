package together.gateway.audience;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import together.gateway.log.LogEntry;
import together.permission.Permission;
import together.proto.Channel;
import together.proto.GuildEvent;
import together.proto.GuildVoiceStates;
import together.proto.VoiceEvent;

/**
 * Who of one event loop's sockets gets a guild's events: seats grouped by what they see, at the
 * guild's revision that the loop has reached. Confined to the event loop.
 */
public final class GuildAudience {
  private final GuildViews views;
  private final Map<Group.Key, Group> groups = new HashMap<>();
  private final Map<Subscriber, Seat> seats = new HashMap<>();

  /**
   * Seats whose client's state is newer than the view, each in a group of its own: today's roles
   * under yesterday's overrides are sight that nobody was ever given.
   */
  private final Set<Seat> early = new HashSet<>();

  private final TimeOuts timeOuts;
  private final VoiceStates voices = new VoiceStates();
  private GuildView view;

  /** What one guild event did to the view. */
  private record Step(
      GuildView before, GuildView after, boolean structural, Map<Move, Difference> differences) {
    Difference difference(Move move) {
      return differences.computeIfAbsent(move, this::compare);
    }

    private Difference compare(Move move) {
      var difference = new Difference(new ArrayList<>(), new ArrayList<>());
      Set<Long> all = new HashSet<>(before.channels().keySet());
      all.addAll(after.channels().keySet());
      for (long channel : all) {
        boolean saw = Sight.canView(before, move.from(), channel);
        boolean sees = Sight.canView(after, move.to(), channel);
        if (saw && !sees) {
          difference.lost().add(before.channels().get(channel));
        } else if (!saw && sees) {
          difference.gained().add(after.channels().get(channel));
        }
      }
      return difference;
    }
  }

  /** From one group before the event to one after it. */
  private record Move(Group.Key from, Group.Key to) {}

  private record Difference(List<Channel> lost, List<Channel> gained) {}

  public GuildAudience(GuildView view, GuildViews views) {
    this.view = view;
    this.views = views;
    timeOuts = new TimeOuts(views.clock());
  }

  public boolean isEmpty() {
    return seats.isEmpty();
  }

  public List<Subscriber> subscribers() {
    return List.copyOf(seats.keySet());
  }

  /**
   * Whether the view is no older than the event: nobody may get it under an older one. (Guild
   * events bring the view there.)
   */
  public boolean hasReached(long revision) {
    return view.revision() >= revision;
  }

  public @Nullable Seat seat(Subscriber subscriber) {
    return seats.get(subscriber);
  }

  /**
   * Seats a member by the view its client was told; events up to the given sequences are in its
   * client's state already.
   */
  public void join(
      Subscriber subscriber,
      GuildView told,
      Membership member,
      long containedRevision,
      long containedVoiceSeq) {
    leave(subscriber);
    boolean ahead = isBehind(told);
    var key = Group.Key.of(ahead ? told : view, member.roles(), subscriber.userId());
    var group = ahead ? new Group(key) : group(key);
    var seat =
        new Seat(subscriber, group, ahead ? told : null, containedRevision, containedVoiceSeq);
    group.seats().add(seat);
    seats.put(subscriber, seat);
    timeOuts.set(subscriber, member.timedOutUntil());
    if (ahead) {
      early.add(seat);
    }
  }

  /** Who is in the voice channels, as loaded with a member. */
  public void learn(GuildVoiceStates loaded) {
    voices.load(loaded);
  }

  /** Whether the view is older than the other. */
  public boolean isBehind(GuildView other) {
    return view.revision() < other.revision();
  }

  public void leave(Subscriber subscriber) {
    var seat = seats.remove(subscriber);
    if (seat != null) {
      timeOuts.forget(subscriber);
      early.remove(seat);
      seat.group().seats().remove(seat);
      if (seat.group().seats().isEmpty()) {
        groups.remove(seat.group().key(), seat.group());
      }
    }
  }

  private Group group(Group.Key key) {
    return groups.computeIfAbsent(key, Group::new);
  }

  /** Delivers a message log's event to every live seat that may see the channel. */
  public void message(LogEntry entry, SharedFrames frames) {
    for (var group : groups.values()) {
      if (group.canView(view, entry.channelId())) {
        for (var seat : group.seats()) {
          if (seat.subscriber().isLive()) {
            frames.sendEvent(seat.subscriber());
          }
        }
      }
    }
    for (var seat : early) {
      if (seat.subscriber().isLive()) {
        message(entry, frames, seat);
      }
    }
  }

  /** The same for one seat that catches up. */
  public void message(LogEntry entry, SharedFrames frames, Seat seat) {
    if (seat.canView(view, entry.channelId())) {
      frames.sendEvent(seat.subscriber());
    }
  }

  /** Whether a subscriber is a member and may see the channel. */
  public boolean mayView(Subscriber subscriber, long channelId) {
    var seat = seats.get(subscriber);
    return seat != null && seat.canView(view, channelId);
  }

  /** Delivers a voice event to every live seat that sees the channel joined or left. */
  public void voice(LogEntry entry, SharedFrames frames) {
    voices.apply(entry.voiceEvent());
    for (var seat : seats.values()) {
      if (seat.subscriber().isLive()) {
        voice(entry, frames, seat);
      }
    }
  }

  public void voice(LogEntry entry, SharedFrames frames, Seat seat) {
    VoiceEvent event = entry.voiceEvent();
    voices.apply(event);
    if (event.getSeq() <= seat.containedVoiceSeq()) {
      return;
    }
    if (seat.canView(view, event.getChannelId())) {
      frames.sendEvent(seat.subscriber());
    } else if (event.getPreviousChannelId() != 0
        && seat.canView(view, event.getPreviousChannelId())) {
      frames.sendVoiceLeft(seat.subscriber(), event.getVoiceStateUpdate());
    }
  }

  /**
   * Brings the view to the event's revision and tells every live seat. Returns false on a gap: an
   * event is missing, and every seat must load the guild anew.
   */
  public boolean guild(LogEntry entry, SharedFrames frames) {
    var event = entry.guildEvent();
    if (event.getSeq() > view.revision() + 1) {
      return false;
    }
    var step = advance(event);
    for (var seat : new ArrayList<>(seats.values())) {
      if (seat.subscriber().isLive()) {
        deliver(entry, event, step, frames, seat);
      }
    }
    return true;
  }

  /** The same for one seat that catches up. */
  public boolean guild(LogEntry entry, SharedFrames frames, Seat seat) {
    var event = entry.guildEvent();
    if (event.getSeq() > view.revision() + 1) {
      return false;
    }
    deliver(entry, event, advance(event), frames, seat);
    return true;
  }

  private @Nullable Step advance(GuildEvent event) {
    if (event.getSeq() <= view.revision()) {
      return null;
    }
    var before = view;
    view = views.after(before, event);
    boolean structural = GuildView.isStructural(event);
    if (structural) {
      groups.values().forEach(Group::forgetSight);
    }
    settleEarly();
    return new Step(before, view, structural, new HashMap<>());
  }

  /**
   * Whose state the view has reached goes by the view from here on, live or not: the events that
   * brought it here are told to nobody who has them.
   */
  private void settleEarly() {
    for (var seat : List.copyOf(early)) {
      if (!seat.isAheadOf(view)) {
        early.remove(seat);
        seat.settle(group(Group.Key.of(view, seat.roles(), seat.subscriber().userId())));
      }
    }
  }

  private void deliver(
      LogEntry entry, GuildEvent event, @Nullable Step step, SharedFrames frames, Seat seat) {
    if (event.getSeq() <= seat.containedRevision()) {
      return;
    }
    var subscriber = seat.subscriber();
    boolean own = concerns(event, subscriber.userId());
    if (step == null && (own || GuildView.isStructural(event))) {
      // The view had moved past this before the seat was told: what it gained or lost is not known
      // here.
      subscriber.refresh(view.id());
      return;
    }
    switch (event.getEventCase()) {
      case GUILD_CREATE -> subscriber.refresh(view.id());
      case GUILD_DELETE -> {
        frames.sendGuildDelete(subscriber, view.id());
        subscriber.leaveGuild(view.id());
      }
      case GUILD_MEMBER_REMOVE -> {
        if (own) {
          frames.sendGuildDelete(subscriber, view.id());
          subscriber.leaveGuild(view.id());
        } else {
          frames.sendEvent(subscriber);
        }
      }
      case GUILD_MEMBER_ADD -> {
        if (own) {
          subscriber.refresh(view.id());
        } else {
          frames.sendEvent(subscriber);
        }
      }
      case GUILD_MEMBER_UPDATE -> {
        frames.sendEvent(subscriber);
        if (own && step != null) {
          var member = Membership.of(event.getGuildMemberUpdate().getMember());
          timeOuts.set(subscriber, member.timedOutUntil());
          regroup(seat, member.roles(), step, frames);
        }
      }
      case GUILD_UPDATE, GUILD_ROLE_CREATE, GUILD_ROLE_UPDATE, GUILD_ROLE_DELETE -> {
        frames.sendEvent(subscriber);
        if (step != null) {
          regroup(seat, seat.roles(), step, frames);
        }
      }
      case CHANNEL_CREATE, CHANNEL_UPDATE, CHANNEL_DELETE -> {
        if (step != null) {
          regroup(seat, seat.roles(), step, frames);
          channelUpdate(event, step, seat, frames);
        }
      }
      case INVITE_CREATE, INVITE_DELETE -> {
        if (Permission.MANAGE_CHANNELS.in(powers(seat, entry.channelId()))) {
          frames.sendEvent(subscriber);
        }
      }
      case GUILD_BAN_ADD, GUILD_BAN_REMOVE -> {
        if (Permission.BAN_MEMBERS.in(powers(seat))) {
          frames.sendEvent(subscriber);
        }
      }
      case GUILD_EMOJIS_UPDATE -> frames.sendEvent(subscriber);
      case PRIVATE_CHANNEL, MEMBER_PROFILE -> throw new IllegalArgumentException("of no guild");
      case EVENT_NOT_SET -> {
        // A newer writer's event: its revision counts, its meaning is not known here.
      }
    }
  }

  private long powers(Seat seat) {
    return Sight.permissions(view, seat.group().key(), timeOuts.isTimedOut(seat.subscriber()));
  }

  private long powers(Seat seat, long channelId) {
    return Sight.permissions(
        view, seat.group().key(), channelId, timeOuts.isTimedOut(seat.subscriber()));
  }

  /** Tells the seat what it gained and lost sight of, and puts it where it now belongs. */
  private void regroup(Seat seat, List<Long> roles, Step step, SharedFrames frames) {
    var old = seat.group().key();
    var next = Group.Key.of(step.after(), roles, seat.subscriber().userId());
    if (step.structural() || !next.equals(old)) {
      var difference = step.difference(new Move(old, next));
      difference.lost().forEach(channel -> frames.sendChannelDelete(seat.subscriber(), channel));
      difference.gained().forEach(channel -> gain(seat, channel, frames));
    }
    if (!next.equals(old)) {
      seat.moveTo(group(next));
      groups.values().removeIf(group -> group.seats().isEmpty());
    }
  }

  /** A channel has come into sight, and who is in it. */
  private void gain(Seat seat, Channel channel, SharedFrames frames) {
    frames.sendChannelCreate(seat.subscriber(), channel);
    voices.in(channel.getId()).forEach(state -> frames.sendVoiceState(seat.subscriber(), state));
  }

  /** A channel that was and stays in sight has changed. */
  private static void channelUpdate(GuildEvent event, Step step, Seat seat, SharedFrames frames) {
    if (event.getEventCase() != GuildEvent.EventCase.CHANNEL_UPDATE) {
      return;
    }
    var channel = event.getChannelUpdate();
    var key = seat.group().key();
    if (Sight.canView(step.before(), key, channel.getId())
        && Sight.canView(step.after(), key, channel.getId())) {
      frames.sendChannelUpdate(seat.subscriber(), channel);
    }
  }

  private static boolean concerns(GuildEvent event, long userId) {
    return switch (event.getEventCase()) {
      case GUILD_MEMBER_ADD -> event.getGuildMemberAdd().getMember().getUser().getId() == userId;
      case GUILD_MEMBER_UPDATE ->
          event.getGuildMemberUpdate().getMember().getUser().getId() == userId;
      case GUILD_MEMBER_REMOVE -> event.getGuildMemberRemove().getUser().getId() == userId;
      case GUILD_CREATE -> event.getGuildCreate().getOwnerId() == userId;
      default -> false;
    };
  }
}
