package together.gateway.session;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import together.gateway.frame.ServerFrames;
import together.gateway.log.Cursor;
import together.gateway.log.Log;
import together.gateway.log.Positions;
import together.platform.json.ProtoJson;
import together.proto.PrivateChannel;

/**
 * What one client knows, and how it comes to know it: it loads state, then replays what happened
 * meanwhile, then is live and takes events as they come. Nothing of it could be lost in a crash:
 * the client's cursor is all that another node needs. Confined to its event loop.
 */
final class ClientState {
  /** How often, and how far apart, a node that is behind a client's cursor looks again: 2 s. */
  private static final int BEHIND_CHECKS = 40;

  private static final long BEHIND_MILLIS = 50;

  /** Large guilds loaded together: what a socket that stops reading may cost. */
  private static final int FOLLOWING_AT_ONCE = 4;

  private final Session session;
  private final EventLoopShard shard;
  private final SessionLoader loader;
  private final Set<Long> guilds = new HashSet<>();
  private final Set<Long> wanted = new HashSet<>();
  private final Endings endings = new Endings();
  private final Contacts contacts;
  private Positions pausedAt;
  private @Nullable Replay replay;
  private boolean live;
  private boolean loading;
  private boolean resuming;
  private boolean inLine;

  /** Guilds that are to follow READY. */
  private List<Long> rest = List.of();

  /** READY is not complete yet, and whether that waits for the socket. */
  private boolean partial;

  private boolean waiting;

  /** The changes of presence that the client knows of, while it takes no events. */
  private long presenceVersion;

  /** Guilds whose presences the client was not told. */
  private Set<Long> strange = Set.of();

  ClientState(Session session, EventLoopShard shard, SessionLoader loader) {
    this.session = session;
    this.shard = shard;
    this.loader = loader;
    this.contacts = new Contacts(session, shard, loader.presences(), endings);
    this.pausedAt = shard.at().copy();
  }

  boolean isLive() {
    return live;
  }

  boolean isIn(long guildId) {
    return guilds.contains(guildId);
  }

  @Nullable Replay replay() {
    return replay;
  }

  /** Its private channels and friends. */
  Contacts contacts() {
    return contacts;
  }

  Endings endings() {
    return endings;
  }

  /** Everything up to here is queued to the socket. */
  Cursor cursor() {
    var from = replay;
    var at = live ? shard.at() : from != null ? from.from() : pausedAt;
    var cursor = new Cursor(loader.epoch(), at);
    return partial ? cursor.partial() : cursor;
  }

  // ---- beginning

  /** Loads everything and sends READY; what happens meanwhile is queued behind it by the log. */
  void identify() {
    if (!begin(shard.at().copy())) {
      return;
    }
    var cursor = new Cursor(loader.epoch(), pausedAt.copy());
    loader.ready(
        session.userId(),
        session.id(),
        cursor,
        ready -> session.onLoop(() -> ready(ready)),
        session::loadFailed);
  }

  private void ready(SessionLoader.Ready ready) {
    session.send(ready.frame());
    presenceVersion = ready.presenceVersion();
    ready.state().guilds().forEach(guild -> seat(guild, guild.contained()));
    contacts.ready(ready.state());
    rest = ready.rest();
    partial = !rest.isEmpty();
    follow();
  }

  /** The guilds READY has only by name, a few at a time, as the socket takes them. */
  private void follow() {
    if (rest.isEmpty()) {
      loaded();
      return;
    }
    waiting = !session.takesMore();
    if (!waiting) {
      int next = Math.min(FOLLOWING_AT_ONCE, rest.size());
      var asked = new LinkedHashSet<>(rest.subList(0, next));
      rest = List.copyOf(rest.subList(next, rest.size()));
      loader.rest(
          session.userId(),
          asked,
          found -> session.onLoop(() -> followed(asked, found)),
          session::loadFailed);
    }
  }

  private void followed(Set<Long> asked, SessionLoader.Rest found) {
    for (var guild : found.guilds()) {
      asked.remove(guild.view().id());
      session.send(guild.createFrame(pausedAt.id(Log.GUILD, guild.view().id())));
      seat(guild, guild.contained());
      loader.presences().arrival(guild.view().id()).forEach(session::send);
    }
    for (var state : found.readStates()) {
      session.send(
          ServerFrames.dispatch("READ_STATE_UPDATE", null, json -> ProtoJson.write(json, state)));
    }
    asked.forEach(this::tellGone);
    follow();
  }

  /** The socket has room again. */
  void takesMore() {
    if (waiting) {
      follow();
    }
  }

  /**
   * Loads what the user may see now, tells of guilds that changed since the cursor, then replays
   * the rest.
   */
  void resume(Positions from) {
    if (begin(from)) {
      resuming = true;
      endings.resumed();
      resumeWhenReached(BEHIND_CHECKS);
    }
  }

  /** False when there is no room for one more, which ends the session. */
  private boolean begin(Positions from) {
    inLine = loader.line().enter();
    if (!inLine) {
      session.sendAway();
      return false;
    }
    pausedAt = from;
    loading = true;
    return true;
  }

  private void leaveLine() {
    if (inLine) {
      inLine = false;
      loader.line().leave();
    }
  }

  /** Another node may have been ahead of this one: until the cursor is reached, its events wait. */
  private void resumeWhenReached(int checks) {
    if (shard.at().covers(pausedAt)) {
      new MissedGuilds(shard, session, pausedAt, this::loadAll).find();
    } else if (checks == 0) {
      session.invalidate();
    } else {
      Runnable again = () -> session.onLoop(() -> resumeWhenReached(checks - 1));
      shard.loop().schedule(again, BEHIND_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  private void loadAll(MissedGuilds.Missed missed) {
    loader.guilds(
        session.userId(),
        Set.of(),
        all -> session.onLoop(() -> resumed(all, missed)),
        session::loadFailed);
  }

  private void resumed(LoadedState all, MissedGuilds.Missed missed) {
    var gone = new HashSet<>(missed.ended());
    for (var guild : all.guilds()) {
      gone.remove(guild.view().id());
      if (missed.guilds().contains(guild.view().id()) || shard.isBehind(guild.view())) {
        create(guild);
      } else {
        seat(guild, Contained.NOTHING_MORE);
      }
    }
    gone.forEach(this::tellGone);
    resumedPrivately(all.privateChannels(), missed.privateChannels());
    contacts.resumed(all);
    loaded();
  }

  private void resumedPrivately(List<PrivateChannel> all, Set<Long> changed) {
    var gone = new HashSet<>(changed);
    for (var channel : all) {
      gone.remove(channel.getId());
      if (changed.contains(channel.getId()) || shard.privateChannels().isBehind(channel)) {
        create(channel);
      } else {
        contacts.seat(channel, PrivateAudiences.UNTOLD);
      }
    }
    gone.forEach(this::tellPrivatelyGone);
  }

  // ---- guilds

  /** The picture of the guild may be wrong: it is loaded anew before anything goes on. */
  void refresh(long guildId) {
    wanted.add(guildId);
    if (!loading) {
      var from = replay;
      pausedAt = from == null ? shard.at().copy() : from.from();
      stop();
      loadWanted();
    }
  }

  private void loadWanted() {
    loading = true;
    var asked = Set.copyOf(wanted);
    wanted.clear();
    loader.guilds(
        session.userId(),
        asked,
        found -> session.onLoop(() -> refreshed(asked, found)),
        session::loadFailed);
  }

  private void refreshed(Set<Long> asked, LoadedState found) {
    var gone = new HashSet<>(asked);
    for (var channel : found.privateChannels()) {
      gone.remove(channel.getId());
      create(channel);
    }
    for (var guild : found.guilds()) {
      gone.remove(guild.view().id());
      create(guild);
    }
    for (var id : gone) {
      if (isIn(id)) {
        tellGone(id);
        leave(id);
      } else if (contacts.isIn(id)) {
        tellPrivatelyGone(id);
        contacts.leave(id);
      }
    }
    loaded();
  }

  private void create(LoadedGuild guild) {
    if (!resuming && !isIn(guild.view().id())) {
      var more = new HashSet<>(strange);
      more.add(guild.view().id());
      strange = more;
    }
    session.send(guild.createFrame(pausedAt.id(Log.GUILD, guild.view().id())));
    seat(guild, guild.contained());
  }

  private void tellGone(long guildId) {
    endings.told(guildId);
    session.send(LoadedGuild.deleteFrame(guildId, pausedAt.id(Log.GUILD, guildId)));
  }

  private void loaded() {
    loading = false;
    if (!wanted.isEmpty()) {
      loadWanted();
      return;
    }
    replay = new Replay(pausedAt);
    shard.catchUp(session);
    shard.flush();
  }

  private void seat(LoadedGuild guild, Contained contained) {
    guilds.add(guild.view().id());
    endings.begun(guild.view().id());
    shard.seat(session, guild, contained);
  }

  private void create(PrivateChannel channel) {
    session.send(PrivateFrames.create(channel, pausedAt.id(Log.GUILD, channel.getId())));
    contacts.enter(channel);
  }

  private void tellPrivatelyGone(long channelId) {
    endings.told(channelId);
    session.send(PrivateFrames.delete(channelId, pausedAt.id(Log.GUILD, channelId)));
  }

  void leave(long guildId) {
    guilds.remove(guildId);
    shard.unseat(session, guildId);
  }

  // ---- ending

  /** The replay has reached what the event loop has delivered. */
  void live() {
    replay = null;
    live = true;
    endings.live();
    leaveLine();
    var presences = loader.presences();
    if (resuming) {
      resuming = false;
      session.send(presences.resumed(guilds, contacts.partners()));
    } else {
      presences.since(presenceVersion, guilds, contacts.partners()).forEach(session::send);
      for (long guild : strange) {
        presences.arrival(guild).forEach(session::send);
      }
    }
    strange = Set.of();
    if (partial) {
      // From here on there is something to resume from.
      partial = false;
      session.send(ServerFrames.heartbeatAck(cursor()));
    }
  }

  /** Takes no events from here on. */
  void stop() {
    if (live) {
      presenceVersion = loader.presences().told();
    }
    live = false;
    replay = null;
  }

  void end() {
    stop();
    leaveLine();
    for (var guild : List.copyOf(guilds)) {
      leave(guild);
    }
    contacts.end();
  }
}
