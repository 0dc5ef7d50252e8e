package together.gateway.session;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import together.gateway.audience.SharedFrames;
import together.gateway.audience.Subscriber;
import together.gateway.frame.CloseCode;
import together.gateway.frame.Deflate;
import together.gateway.frame.ServerFrames;
import together.gateway.frame.WireFrames;
import together.gateway.log.Cursor;
import together.gateway.log.Positions;
import together.gateway.memberlist.MemberLists;
import together.proto.SessionRevoked;
import together.proto.UserEvent;

/**
 * One socket: open, then identified, then closed. What its client knows is its {@link ClientState}.
 * Confined to its event loop.
 */
final class Session implements Subscriber, Flushes.Flushable, MemberLists.Viewer {
  private static final int CLOSE_SECONDS = 2;

  private final ChannelHandlerContext channel;
  private final SendQueue queue;
  private final EventLoopShard shard;
  private final SessionMeters meters;
  private final String id = UUID.randomUUID().toString();
  private final Calls calls;
  private final Turns requests = new Turns();
  private final Pulse pulse = new Pulse();
  private final ClientState state;
  private @Nullable Identity identity;
  private @Nullable String upgradeToken;
  private boolean compresses;
  private boolean touched;
  private boolean slow;
  private boolean closed;
  private Runnable atEnd = () -> {};
  private @Nullable Runnable whenRoom;

  Session(
      ChannelHandlerContext channel,
      EventLoopShard shard,
      SessionLoader loader,
      GatewaySettings settings,
      SessionMeters meters) {
    this.channel = channel;
    this.queue = new SendQueue(channel, settings.queueBytes());
    this.shard = shard;
    this.meters = meters;
    this.calls = new Calls(loader.threads());
    this.state = new ClientState(this, shard, loader);
  }

  // ---- who

  String id() {
    return id;
  }

  Calls calls() {
    return calls;
  }

  /** REQUEST_MEMBERS, of which one is answered at a time. */
  Turns requests() {
    return requests;
  }

  /** The token the upgrade carried, if any. */
  @Nullable String upgradeToken() {
    return upgradeToken;
  }

  void upgradeToken(@Nullable String token) {
    upgradeToken = token;
  }

  @Override
  public boolean compresses() {
    return compresses;
  }

  /** The upgrade negotiated it: frames of either side may be compressed. */
  void compress() {
    compresses = true;
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

  Pulse pulse() {
    return pulse;
  }

  // ---- what its client knows

  void identify(Identity who) {
    begin(who);
    state.identify();
  }

  void resume(Identity who, Positions from) {
    begin(who);
    state.resume(from);
  }

  private void begin(Identity who) {
    identity = who;
    upgradeToken = null;
    shard.identified(this);
  }

  @Override
  public boolean isLive() {
    return state.isLive();
  }

  EventLoopShard shard() {
    return shard;
  }

  @Override
  public void show(long guildId, byte[] frame) {
    onLoop(() -> {
      if (isIn(guildId)) {
        send(frame);
      }
    });
  }

  boolean isIn(long guildId) {
    return state.isIn(guildId);
  }

  @Nullable Replay replay() {
    return state.replay();
  }

  Endings endings() {
    return state.endings();
  }

  /** Everything up to here is queued to this socket. */
  Cursor cursor() {
    return state.cursor();
  }

  /** With the cursor: everything up to there is queued to this socket. */
  void acknowledgeHeartbeat() {
    send(isLive() ? shard.heartbeatAck(state::cursor) : ServerFrames.heartbeatAck(cursor()));
  }

  /** The socket has room again for what waits on it. */
  void writable() {
    if (!closed) {
      state.takesMore();
    }
    var next = whenRoom;
    if (next != null && takesMore()) {
      whenRoom = null;
      next.run();
    }
  }

  /** Runs it, in place of an earlier one, when the socket takes more, unless it ends before. */
  void whenRoom(Runnable task) {
    if (takesMore()) {
      task.run();
    } else {
      whenRoom = task;
    }
  }

  /** The replay has reached what the event loop has delivered. */
  void live() {
    state.live();
  }

  @Override
  public void refresh(long guildId) {
    if (!closed) {
      state.refresh(guildId);
    }
  }

  @Override
  public void leaveGuild(long guildId) {
    state.leave(guildId);
  }

  /** Its private channels and friends. */
  Contacts contacts() {
    return state.contacts();
  }

  /** Sends what concerns its user alone, unless the client's state has it already. */
  void own(UserEvent event, SharedFrames frames) {
    var contacts = contacts();
    if (contacts.contains(event)) {
      return;
    }
    frames.sendEvent(this);
    if (event.hasRelationshipAdd()) {
      contacts.relate(event.getRelationshipAdd());
    } else if (event.hasRelationshipUpdate()) {
      contacts.relate(event.getRelationshipUpdate());
    } else if (event.hasRelationshipRemove()) {
      contacts.unrelate(event.getRelationshipRemove().getId());
    }
  }

  // ---- sending

  @Override
  public void send(ByteBuf frame) {
    if (hasRoom()) {
      queue.add(frame.retainedDuplicate());
      meters.delivered();
      sent();
    }
  }

  /** A frame of this socket alone. */
  void send(byte[] frame) {
    if (hasRoom()) {
      queue.add(
          compresses && Deflate.isWorth(frame.length)
              ? WireFrames.compressedText(Wire.ALLOCATOR, Deflate.compress(frame))
              : WireFrames.text(Wire.ALLOCATOR, frame));
      sent();
    }
  }

  /** Answers a ping: pongs take room as all other frames do. */
  void pong(byte[] payload) {
    if (hasRoom()) {
      queue.add(WireFrames.pong(Wire.ALLOCATOR, payload));
      sent();
    }
  }

  /** Judged before a frame, not after it: a frame larger than the queue must find its way too. */
  private boolean hasRoom() {
    if (closed || slow) {
      return false;
    }
    if (queue.isOverfull()) {
      tooSlow();
      return false;
    }
    return true;
  }

  private void sent() {
    if (!touched) {
      touched = true;
      shard.touched(this);
    }
  }

  /**
   * Takes nothing more; closed after this event has gone to the others, whose list must not change
   * meanwhile.
   */
  private void tooSlow() {
    slow = true;
    state.stop();
    meters.slow();
    shard.loop().execute(() -> close(CloseCode.SLOW_CONSUMER));
  }

  /** As {@link #send(byte[])}, from any thread. */
  void sendFromAnywhere(byte[] frame) {
    onLoop(() -> send(frame));
  }

  /** Whether a replay may go on: it never fills the queue that live events need. */
  boolean takesMore() {
    return !closed && !slow && queue.takesMore();
  }

  @Override
  public void flush() {
    touched = false;
    queue.flush();
  }

  // ---- ending

  void loadFailed(Throwable cause) {
    onLoop(() -> {
      if (cause instanceof BusyException) {
        sendAway();
      } else {
        close(CloseCode.UNKNOWN_ERROR);
      }
    });
  }

  /** This node has no room: the client tries again, here or at another. */
  void sendAway() {
    send(ServerFrames.reconnect());
    close(CloseCode.BUSY);
  }

  /** The client must identify anew: its cursor cannot be served. */
  void invalidate() {
    send(ServerFrames.invalidSession());
    close(CloseCode.SESSION_INVALID);
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
    state.stop();
    shard.afterDelivery(this::leave);
  }

  private void leave() {
    state.end();
    shard.closed(this);
    calls.end();
    atEnd.run();
  }

  /** What is to be done at once, on the event loop, when the socket ends. */
  void atEnd(Runnable also) {
    var before = atEnd;
    atEnd =
        () -> {
          before.run();
          also.run();
        };
  }

  /** Runs on the event loop, unless the socket is closed by then. */
  void onLoop(Runnable task) {
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
