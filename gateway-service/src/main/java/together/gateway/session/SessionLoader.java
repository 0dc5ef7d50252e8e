package together.gateway.session;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import together.gateway.access.GuildClient;
import together.gateway.access.MessageClient;
import together.gateway.access.UserClient;
import together.gateway.access.VoiceClient;
import together.gateway.audience.GuildView;
import together.gateway.audience.Membership;
import together.gateway.edge.GatewayLimits;
import together.gateway.log.Cursor;
import together.gateway.presence.GuildPresences;
import together.proto.Channel;
import together.proto.Guild;
import together.proto.GuildVoiceStates;
import together.proto.OwnResponse;
import together.proto.ReadState;
import together.proto.ReadStatesGuild;
import together.proto.ReadStatesResponse;

/**
 * Gathers what a session's client must know from the services that own it. Blocking, on virtual
 * threads, a bounded number at once; a service that does not answer is asked again for a while.
 */
@ApplicationScoped
public class SessionLoader {
  private static final Logger log = Logger.getLogger(SessionLoader.class);
  private static final int AT_ONCE = 32;
  private static final long DEADLINE_NANOS = TimeUnit.SECONDS.toNanos(15);
  private static final long PAUSE_MILLIS = 200;

  /**
   * READY's frame, the guilds it has whole with the private channels, the guilds that are to
   * follow, and the changes of presence it contains.
   */
  record Ready(byte[] frame, LoadedState state, List<Long> rest, long presenceVersion) {}

  /** Guilds that follow READY, with the user's read states there. */
  record Rest(List<LoadedGuild> guilds, List<ReadState> readStates) {}

  private final GuildClient guilds;
  private final MessageClient messages;
  private final UserClient users;
  private final VoiceClient voice;
  private final GuildPresences presences;
  private final WaitingLine line;
  private final ReadyFrame frames;
  private final Semaphore places = new Semaphore(AT_ONCE, true);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private volatile String epoch = "";

  public SessionLoader(
      GuildClient guilds,
      MessageClient messages,
      UserClient users,
      VoiceClient voice,
      GuildPresences presences,
      GatewayLimits limits) {
    this.guilds = guilds;
    this.messages = messages;
    this.users = users;
    this.voice = voice;
    this.presences = presences;
    this.line = new WaitingLine(limits.loading());
    this.frames = new ReadyFrame(presences, limits.readyBytes());
  }

  /** Who of a client's small guilds is online. */
  GuildPresences presences() {
    return presences;
  }

  @PreDestroy
  void stop() {
    threads.shutdownNow();
  }

  /** Who identifies or resumes stands in it until that is done. */
  WaitingLine line() {
    return line;
  }

  Executor threads() {
    return threads;
  }

  /** Names the logs; see {@link Cursor}. */
  String epoch() {
    return epoch;
  }

  void epoch(String name) {
    epoch = name;
  }

  /** READY of a user. {@code cursor} was taken before this call. */
  void ready(
      long userId,
      String sessionId,
      Cursor cursor,
      Consumer<Ready> done,
      Consumer<Throwable> failed) {
    start(
        () -> {
          var loaded = load(userId, Set.of());
          var own = own(userId, loaded);
          long version = presences.version();
          var frame = frames.of(sessionId, cursor, loaded, own);
          var whole = new LoadedState(frame.whole(), loaded.privateChannels(), loaded.own());
          return new Ready(frame.frame(), whole, frame.rest(), version);
        },
        done,
        failed);
  }

  /** The named guilds, as far as the user is still in them, with what READY says beside them. */
  void rest(long userId, Set<Long> named, Consumer<Rest> done, Consumer<Throwable> failed) {
    start(
        () -> {
          var loaded = load(userId, named);
          return new Rest(loaded.guilds(), own(userId, loaded).getReadStatesList());
        },
        done,
        failed);
  }

  private ReadStatesResponse own(long userId, LoadedState loaded) {
    var channels = new ArrayList<Long>();
    loaded
        .guilds()
        .forEach(
            guild -> guild.forClient().getChannelsList().forEach(c -> channels.add(c.getId())));
    loaded.privateChannels().forEach(channel -> channels.add(channel.getId()));
    var memberships = loaded.guilds().stream().map(SessionLoader::membership).toList();
    return messages.readStates(userId, channels, memberships);
  }

  private static ReadStatesGuild membership(LoadedGuild guild) {
    return ReadStatesGuild.newBuilder()
        .setGuildId(guild.view().id())
        .addAllRoleIds(guild.member().roles())
        .setJoinedAt(guild.forClient().getMember().getJoinedAt())
        .build();
  }

  /** What the user is in: all, or those of the named guilds and private channels. */
  void guilds(
      long userId, Set<Long> named, Consumer<LoadedState> done, Consumer<Throwable> failed) {
    start(() -> load(userId, named), done, failed);
  }

  private <T> void start(Callable<T> load, Consumer<T> done, Consumer<Throwable> failed) {
    threads.execute(() -> {
      long deadline = System.nanoTime() + DEADLINE_NANOS;
      while (true) {
        try {
          if (!places.tryAcquire(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
            failed.accept(new BusyException());
            return;
          }
          T result;
          try {
            result = load.call();
          } finally {
            places.release();
          }
          done.accept(result);
          return;
        } catch (InterruptedException e) {
          failed.accept(e);
          return;
        } catch (Exception e) {
          if (System.nanoTime() > deadline || !pause()) {
            log.warnf("loading a session failed: %s", e.toString());
            failed.accept(e);
            return;
          }
        }
      }
    });
  }

  private static boolean pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
      return true;
    } catch (InterruptedException e) {
      return false;
    }
  }

  private LoadedState load(long userId, Set<Long> named) {
    var own = named.isEmpty() ? users.own(userId) : OwnResponse.getDefaultInstance();
    var session = guilds.session(userId, named);
    var found = session.getGuildsList();
    var ids = found.stream().map(Guild::getId).toList();
    presences.members().ensure(ids);
    Map<Long, GuildVoiceStates> states = new HashMap<>();
    voice.states(ids).forEach(guild -> states.put(guild.getGuildId(), guild));
    return new LoadedState(
        found.stream()
            .map(guild ->
                forUser(
                    guild,
                    userId,
                    states.getOrDefault(guild.getId(), GuildVoiceStates.getDefaultInstance())))
            .toList(),
        session.getPrivateChannelsList(),
        own);
  }

  private static LoadedGuild forUser(Guild guild, long userId, GuildVoiceStates states) {
    var view = GuildView.of(guild);
    var roles = guild.getMember().getRolesList();
    var channels = view.visibleTo(userId, roles);
    var visible = new HashSet<Long>();
    channels.stream().map(Channel::getId).forEach(visible::add);
    var forClient =
        guild.toBuilder()
            .clearChannels()
            .addAllChannels(channels)
            .clearVoiceStates()
            .addAllVoiceStates(
                states.getStatesList().stream()
                    .filter(state -> visible.contains(state.getChannelId()))
                    .toList())
            .build();
    return new LoadedGuild(
        view,
        forClient,
        Membership.of(guild.getMember()),
        states,
        new Contained(guild.getRevision(), states.getSeq()));
  }
}
