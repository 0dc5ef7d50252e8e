package together.gateway.session;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import together.gateway.audience.Subscriber;
import together.gateway.frame.CloseCode;
import together.gateway.frame.ServerFrames;
import together.gateway.frame.WireFrames;
import together.gateway.log.Cursor;
import together.gateway.log.Log;
import together.gateway.log.Positions;
import together.platform.kafka.Partitions;
import together.proto.SessionRevoked;

/**
 * One socket. Open, then identified; then it is live (takes events as they come), catches up from
 * the log, or loads state. It holds no state a crash could lose: the client's cursor is all that
 * another node needs. Confined to its event loop.
 */
final class Session implements Subscriber {
  private static final int CLOSE_SECONDS = 2;

  /** How often, and how far apart, a node that is behind a client's cursor looks again: 2 s. */
  private static final int BEHIND_CHECKS = 40;

  private static final long BEHIND_MILLIS = 50;

  private final ChannelHandlerContext channel;
  private final SendQueue queue;
  private final EventLoopShard shard;
  private final SessionLoader loader;
  private final SessionMeters meters;
  private final String id = UUID.randomUUID().toString();
  private final Calls calls;
  private final Pulse pulse = new Pulse();
  private final Set<Long> guilds = new HashSet<>();
  private final Set<Long> wanted = new HashSet<>();
  private @Nullable Identity identity;
  private @Nullable String upgradeToken;
  private Positions pausedAt;
  private @Nullable Replay replay;
  private boolean live;
  private boolean loading;
  private boolean resuming;
  private boolean slow;
  private boolean closed;

  Session(
      ChannelHandlerContext channel,
      EventLoopShard shard,
      SessionLoader loader,
      GatewaySettings settings,
      SessionMeters meters) {
    this.channel = channel;
    this.queue = new SendQueue(channel, settings.queueBytes());
    this.shard = shard;
    this.loader = loader;
    this.meters = meters;
    this.calls = new Calls(loader.threads());
    this.pausedAt = shard.at().copy();
  }

  // ---- who

  String id() {
    return id;
  }

  Calls calls() {
    return calls;
  }

  /** The token the upgrade carried, if any. */
  @Nullable String upgradeToken() {
    return upgradeToken;
  }

  void upgradeToken(@Nullable String token) {
    upgradeToken = token;
  }

  @Nullable Identity identity() {
    return identity;
  }

  boolean isIdentified() {
    return identity != null;
  }

  boolean isClosed() {
    return closed;
  }

  @Override
  public long userId() {
    var known = identity;
    return known == null ? 0 : known.userId();
  }

  @Override
  public boolean isLive() {
    return live;
  }

  boolean isIn(long guildId) {
    return guilds.contains(guildId);
  }

  @Nullable Replay replay() {
    return replay;
  }

  Pulse pulse() {
    return pulse;
  }

  /** Everything up to here is queued to this socket. */
  Cursor cursor() {
    var from = replay;
    return new Cursor(loader.epoch(), live ? shard.at() : from != null ? from.from() : pausedAt);
  }

  // ---- beginning

  /** Loads everything and sends READY; what happens meanwhile is queued behind it by the log. */
  void identify(Identity who) {
    begin(who, shard.at().copy());
    var cursor = new Cursor(loader.epoch(), pausedAt.copy());
    loader.ready(who.userId(), id, cursor, ready -> onLoop(() -> ready(ready)), this::loadFailed);
  }

  private void ready(SessionLoader.Ready ready) {
    send(ready.frame());
    ready.guilds().forEach(guild -> seat(guild, guild.contained()));
    loaded();
  }

  /**
   * Loads what the user may see now, tells of guilds that changed since the cursor, then replays
   * the rest.
   */
  void resume(Identity who, Positions from) {
    begin(who, from);
    resuming = true;
    resumeWhenReached(BEHIND_CHECKS);
  }

  /** Another node may have been ahead of this one: until the cursor is reached, its events wait. */
  private void resumeWhenReached(int checks) {
    if (shard.at().covers(pausedAt)) {
      var changed = Resume.changedGuilds(shard, pausedAt, userId());
      loader.guilds(
          userId(), Set.of(), all -> onLoop(() -> resumed(all, changed)), this::loadFailed);
    } else if (checks == 0) {
      invalidate();
    } else {
      shard
          .loop()
          .schedule(
              () -> onLoop(() -> resumeWhenReached(checks - 1)),
              BEHIND_MILLIS,
              TimeUnit.MILLISECONDS);
    }
  }

  private void resumed(List<LoadedGuild> all, Set<Long> changed) {
    var gone = new HashSet<>(changed);
    for (var guild : all) {
      gone.remove(guild.view().id());
      if (changed.contains(guild.view().id()) || shard.isBehind(guild.view())) {
        send(guildCreate(guild));
        seat(guild, guild.contained());
      } else {
        seat(guild, Contained.NOTHING_MORE);
      }
    }
    gone.forEach(guild -> send(LoadedGuild.deleteFrame(guild, positionOf(guild))));
    loaded();
  }

  private void begin(Identity who, Positions from) {
    identity = who;
    pausedAt = from;
    loading = true;
    shard.identified(this);
  }

  // ---- guilds

  @Override
  public void refresh(long guildId) {
    if (closed) {
      return;
    }
    wanted.add(guildId);
    if (!loading) {
      var from = replay;
      pausedAt = from == null ? shard.at().copy() : from.from();
      live = false;
      replay = null;
      loadWanted();
    }
  }

  private void loadWanted() {
    loading = true;
    var asked = Set.copyOf(wanted);
    wanted.clear();
    loader.guilds(
        userId(), asked, found -> onLoop(() -> refreshed(asked, found)), this::loadFailed);
  }

  private void refreshed(Set<Long> asked, List<LoadedGuild> found) {
    var gone = new HashSet<>(asked);
    for (var guild : found) {
      gone.remove(guild.view().id());
      send(guildCreate(guild));
      seat(guild, guild.contained());
    }
    for (var guild : gone) {
      if (isIn(guild)) {
        send(LoadedGuild.deleteFrame(guild, positionOf(guild)));
        leaveGuild(guild);
      }
    }
    loaded();
  }

  private void loaded() {
    loading = false;
    if (!wanted.isEmpty()) {
      loadWanted();
      return;
    }
    replay = new Replay(pausedAt);
    shard.catchUp(this);
    shard.flush();
  }

  private byte[] guildCreate(LoadedGuild guild) {
    return guild.createFrame(positionOf(guild.view().id()));
  }

  /**
   * The guild log's position that a guild loaded now stands for; null before the log's first
   * record.
   */
  private @Nullable String positionOf(long guildId) {
    int partition = Partitions.of(guildId, pausedAt.partitions());
    long offset = pausedAt.get(Log.GUILD, partition);
    return offset < 0 ? null : Log.GUILD.letter() + partition + "-" + offset;
  }

  private void seat(LoadedGuild guild, Contained contained) {
    guilds.add(guild.view().id());
    shard.seat(this, guild.view(), guild.roles(), contained);
  }

  @Override
  public void leaveGuild(long guildId) {
    guilds.remove(guildId);
    shard.unseat(this, guildId);
  }

  /** The replay has reached what the event loop has delivered. */
  void live() {
    replay = null;
    live = true;
    if (resuming) {
      resuming = false;
      send(
          ServerFrames.dispatch("RESUMED", null, json -> json.writeRawValue("{\"presences\":[]}")));
    }
  }

  // ---- sending

  @Override
  public void send(ByteBuf frame) {
    if (!closed && !slow) {
      queue.add(frame.retainedDuplicate());
      meters.delivered();
      sent();
    }
  }

  /** A frame of this socket alone. */
  void send(byte[] frame) {
    if (!closed && !slow) {
      queue.add(WireFrames.text(Wire.ALLOCATOR, frame));
      sent();
    }
  }

  /** Answers a ping: pongs take room as all other frames do. */
  void pong(byte[] payload) {
    if (!closed && !slow) {
      queue.add(WireFrames.pong(Wire.ALLOCATOR, payload));
      sent();
    }
  }

  private void sent() {
    shard.touched(this);
    if (queue.isOverfull()) {
      tooSlow();
    }
  }

  /**
   * Takes nothing more; closed after this event has gone to the others, whose list must not change
   * meanwhile.
   */
  private void tooSlow() {
    if (!slow) {
      slow = true;
      live = false;
      meters.slow();
      shard.loop().execute(() -> close(CloseCode.SLOW_CONSUMER));
    }
  }

  /** As {@link #send(byte[])}, from any thread. */
  void sendFromAnywhere(byte[] frame) {
    onLoop(() -> send(frame));
  }

  /** Whether a replay may go on: it never fills the queue that live events need. */
  boolean takesMore() {
    return !closed && !slow && queue.takesMore();
  }

  void flush() {
    queue.flush();
  }

  // ---- ending

  private void loadFailed(Throwable cause) {
    onLoop(() -> close(CloseCode.UNKNOWN_ERROR));
  }

  /** The client must identify anew: its cursor cannot be served. */
  void invalidate() {
    send(ServerFrames.invalidSession());
    close(CloseCode.UNKNOWN_ERROR);
  }

  void revoked(SessionRevoked revoked) {
    var known = identity;
    if (known != null && known.isEndedBy(revoked)) {
      close(CloseCode.SESSION_REVOKED);
    }
  }

  void close(CloseCode code) {
    if (closed) {
      return;
    }
    meters.closed(code);
    var frame = WireFrames.close(Wire.ALLOCATOR, code.number(), code.reason());
    channel.writeAndFlush(frame).addListener(sent -> channel.close());
    // A peer that reads nothing never gets the frame.
    shard.loop().schedule(() -> channel.close(), CLOSE_SECONDS, TimeUnit.SECONDS);
    end();
  }

  /** The socket is gone; nothing of the session stays. */
  void end() {
    if (closed) {
      return;
    }
    closed = true;
    live = false;
    replay = null;
    for (var guild : List.copyOf(guilds)) {
      leaveGuild(guild);
    }
    shard.closed(this);
    calls.end();
  }

  private void onLoop(Runnable task) {
    shard
        .loop()
        .execute(() -> {
          if (!closed) {
            task.run();
            shard.flush();
          }
        });
  }
}
