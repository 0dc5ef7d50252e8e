package together.gateway.session;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import together.gateway.access.FakeServices;
import together.gateway.audience.GuildViews;
import together.gateway.audience.Guilds;
import together.gateway.edge.Revocations;
import together.gateway.edge.TokenBucket;
import together.gateway.log.EventLog;
import together.gateway.log.Log;
import together.gateway.log.LogEntry;
import together.gateway.log.Past;
import together.gateway.log.Positions;
import together.gateway.log.Records;
import together.gateway.memberlist.MemberLists;
import together.gateway.memberlist.MemberSearch;
import together.gateway.memberlist.MemberSource;
import together.gateway.memberlist.Rosters;
import together.gateway.members.MemberIndex;
import together.gateway.presence.FakePresence;
import together.gateway.presence.GuildPresences;
import together.gateway.presence.Node;
import together.gateway.presence.PresenceFanOut;
import together.platform.kafka.KafkaSettings;
import together.proto.Guild;
import together.proto.GuildEvent;
import together.proto.Member;
import together.proto.MemberProfile;
import together.proto.PrivateChannel;
import together.proto.PrivateChannelChange;
import together.proto.SessionRevoked;
import together.proto.User;
import together.proto.UserEvent;

/** One event loop of a gateway node, without network and threads: the test is the loop. */
final class TestNode {
  static final int PARTITIONS = 2;
  static final long REVISION = 5;

  private static final Node NODE =
      new Node(
          // Nothing listens there: no heartbeat of it is ever sent.
          new KafkaSettings(Map.of(), "127.0.0.1:1"), Clock.systemUTC());

  final FakeServices services = new FakeServices();
  final FakePresence presence = new FakePresence();
  final MemberIndex members = new MemberIndex(services.guildClient()::memberIds, 250);
  final FakeLoader loader;
  final FakeHistory history = new FakeHistory();
  final Set<Long> revokedUsers = new HashSet<>();

  /** Sockets that have identified, or ended before they did. */
  final AtomicInteger strangersGone = new AtomicInteger();

  private final TestSettings settings;
  private final TestLimits limits;
  private final EmbeddedChannel loop = new EmbeddedChannel();
  private final SessionMeters meters = new SessionMeters(new SimpleMeterRegistry());
  private final EventLog log;
  private final EventLoopShard shard;
  private final FrameHandler frames;
  private final List<TestClient> clients = new ArrayList<>();
  private final Map<Log, Long> offsets = new EnumMap<>(Log.class);
  private final MemberSource memberSource = services.memberSource();
  final Rosters rosters = new Rosters(memberSource, 10_000);
  final MemberLists lists =
      new MemberLists(rosters, presence.presences, memberSource, Runnable::run);
  final Subscriptions subscriptions = new Subscriptions(lists);
  private final PresenceFanOut fanOut = presence.fanOut(members, new Loop());
  private long seq;

  /** Makes the shard, so that a test can take something out of it. */
  interface Shards {
    EventLoopShard make(
        io.netty.channel.EventLoop loop,
        Past log,
        Positions at,
        GuildViews views,
        GatewaySettings settings,
        SessionMeters meters);
  }

  TestNode() {
    this(TestSettings.DEFAULT, 1 << 20, EventLoopShard::new);
  }

  TestNode(TestSettings settings, long windowBytes, Shards shards) {
    this(settings, TestLimits.DEFAULT, windowBytes, shards);
  }

  /** One with these limits. */
  TestNode(TestLimits limits) {
    this(TestSettings.DEFAULT, limits, 1 << 20, EventLoopShard::new);
  }

  private TestNode(TestSettings settings, TestLimits limits, long windowBytes, Shards shards) {
    this.settings = settings;
    this.limits = limits;
    this.loader = new FakeLoader(services, new GuildPresences(presence.presences, members), limits);
    var start = new Positions(PARTITIONS);
    log = new EventLog(start, windowBytes);
    shard =
        shards.make(
            loop.eventLoop(),
            new Past(log, history),
            start.copy(),
            new GuildViews(Clock.systemUTC()),
            settings,
            meters);
    Revocations revocations = (user, session) -> revokedUsers.contains(user);
    frames =
        new FrameHandler(
            new Doorman(new FakeTokens(), revocations, limits),
            new MessageFrames(services.messageClient(), services.guildClient(), revocations),
            new VoiceFrames(services.voiceClient(), NODE, revocations),
            new PresenceFrames(presence.writer, Clock.systemUTC()),
            new LookFrames(subscriptions),
            new MemberRequests(new MemberSearch(rosters, memberSource), presence.presences));
  }

  EventLoopShard shard() {
    return shard;
  }

  // ---- guild-service

  /** The guild of {@link Guilds} at its first revision, with the member as its own. */
  void member(long user, Long... roles) {
    member(Guilds.guild(REVISION), user, roles);
  }

  void member(Guild guild, long user, Long... roles) {
    var own = Member.newBuilder().addAllRoles(List.of(roles));
    services.guilds.put(user, List.of(guild.toBuilder().setMember(own).build()));
  }

  // ---- the logs

  /** A message at the guild's revision; messages alternate between the partitions by channel. */
  LogEntry message(long channel, long revision) {
    return Records.message(0, next(Log.MESSAGE), Guilds.GUILD, channel, ++seq, revision);
  }

  LogEntry guildEvent(GuildEvent event) {
    return Records.guild(0, next(Log.GUILD), event);
  }

  /** A message of a dm or group dm, allowed at that revision of it. */
  LogEntry privateMessage(long channel, long revision) {
    return Records.message(0, next(Log.MESSAGE), 0, channel, ++seq, revision);
  }

  /** A change of a dm or group dm: who is in it now, and who was till now. */
  LogEntry privateChange(PrivateChannel channel, Long... removed) {
    var change =
        PrivateChannelChange.newBuilder().setChannel(channel).addAllRemoved(List.of(removed));
    return Records.privateChannel(
        0,
        next(Log.GUILD),
        GuildEvent.newBuilder().setSeq(channel.getRevision()).setPrivateChannel(change).build());
  }

  /** A user's new name, as guild-service tells it of the guilds the user is in. */
  LogEntry renamed(long user, String name, Long... guilds) {
    var profile =
        MemberProfile.newBuilder()
            .setUser(User.newBuilder().setId(user).setUsername(name))
            .addAllGuildIds(List.of(guilds));
    return Records.profile(0, next(Log.GUILD), profile.build());
  }

  LogEntry revocation(long user, long session) {
    var revoked = SessionRevoked.newBuilder().setSessionId(session);
    return Records.user(
        0,
        next(Log.USER),
        UserEvent.newBuilder().setUserId(user).setSessionRevoke(revoked).build());
  }

  private long next(Log one) {
    return offsets.merge(one, 0L, (offset, zero) -> offset + 1);
  }

  /** As the log reader hands them over: to the window, then to the event loop. */
  void arrive(LogEntry... entries) {
    for (var entry : entries) {
      log.append(entry);
      history.add(entry);
    }
    shard.accept(List.of(entries));
    run();
  }

  void post(long channel) {
    arrive(message(channel, REVISION));
  }

  // ---- sockets

  TestClient connect() {
    return connect(false);
  }

  /** A socket whose upgrade negotiated compression. */
  TestClient connectCompressed() {
    return connect(true);
  }

  private TestClient connect(boolean compresses) {
    var channel = new SlowChannel();
    var pipeline = channel.pipeline();
    // As GatewayEndpoint does it.
    pipeline.addLast(
        "frames",
        new WebSocket13FrameDecoder(
            WebSocketDecoderConfig.newBuilder()
                .maxFramePayloadLength(SocketHandler.MOST_BYTES)
                .expectMaskedFrames(true)
                .allowExtensions(compresses)
                .closeOnProtocolViolation(false)
                .withUTF8Validator(false)
                .build()));
    var session = new Session(pipeline.context("frames"), shard, loader, settings, meters);
    if (compresses) {
      session.compress();
    }
    pipeline.addBefore(
        "frames", "first-bytes", new FirstBytes(session, strangersGone::incrementAndGet));
    pipeline.addLast(
        new SocketHandler(
            session,
            frames,
            shard,
            meters,
            new TokenBucket(
                limits.framesPerMinute(), TimeUnit.MINUTES.toNanos(1), System.nanoTime())));
    meters.opened();
    shard.sockets().add(session);
    var client = new TestClient(this, channel, session);
    clients.add(client);
    return client;
  }

  /** Of no more interest, so that a node may live for a million sockets. */
  void forget(TestClient client) {
    clients.remove(client);
  }

  // ---- presence

  boolean isPartner(long user) {
    return shard.isPartner(user);
  }

  /** Writes what sessions have stated, and takes what changed to the sockets; events so sent. */
  int tellPresence() {
    presence.write();
    int events = FakePresence.turn(fanOut);
    run();
    return events;
  }

  /** The event loop runs while the fan-out waits for it. */
  private final class Loop implements PresenceFanOut.Outlet {
    @Override
    public void deliver(List<PresenceFanOut.Update> updates, Runnable done) {
      shard.deliver(updates, done);
      run();
    }

    @Override
    public Set<Long> partners() {
      return shard.partners();
    }

    @Override
    public boolean isPartner(long userId) {
      return shard.isPartner(userId);
    }

    @Override
    public void guilds(Consumer<Set<Long>> told) {
      shard.guilds(told);
      run();
    }
  }

  void answerAll() {
    while (loader.isAsked() || history.isAsked()) {
      if (history.isAsked()) {
        history.answer();
      } else {
        loader.answer();
      }
      run();
    }
  }

  /** Runs what the event loop has to do now. */
  void run() {
    while (loop.hasPendingTasks()) {
      loop.runPendingTasks();
    }
    for (var client : List.copyOf(clients)) {
      client.channel().runPendingTasks();
    }
  }

  /** So much later by the event loop's clock. */
  void pass(Duration time) {
    loop.advanceTimeBy(time.toMillis(), TimeUnit.MILLISECONDS);
    run();
  }
}
