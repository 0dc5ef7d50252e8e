package together.gateway.presence;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import together.gateway.members.MemberIndex;

/**
 * Takes changes of presence to the event loops: what has changed since the last time goes together,
 * in slices, and the next slice waits until every loop is done with the one before. So messages
 * pass presence, and nothing piles up: a user waits here once however often it changes. One thread.
 */
public final class PresenceFanOut implements AutoCloseable {
  private static final Logger log = Logger.getLogger(PresenceFanOut.class);
  private static final int SLICE = 256;
  private static final long LOOP_SECONDS = 10;
  private static final long SWEEP_NANOS = TimeUnit.SECONDS.toNanos(60);

  /**
   * An event for the sockets of one guild; of guild 0: for those of who shares a private channel,
   * or is friends, with the user.
   */
  public record Update(long guildId, long userId, byte[] frame) {}

  /** One event loop. */
  public interface Outlet {
    /** Sends each to the guild's live sockets there, then calls {@code done}; returns at once. */
    void deliver(List<Update> updates, Runnable done);

    /** Users who share a private channel, or are friends, with a socket's there. Of any thread. */
    Set<Long> partners();

    /** Whether the user is one of them. Of any thread. */
    boolean isPartner(long userId);

    /** The guilds that have sockets there; calls {@code told} with them, returns at once. */
    void guilds(java.util.function.Consumer<Set<Long>> told);
  }

  private final Presences presences;
  private final MemberIndex members;
  private final Supplier<? extends java.util.Collection<? extends Outlet>> outlets;
  private final long pauseMillis;
  private final Set<Long> waiting = new LinkedHashSet<>();
  private final Thread thread =
      Thread.ofPlatform().daemon().name("presence-fan-out").unstarted(this::run);
  private volatile boolean running = true;
  private long version;
  private long sweptAt = System.nanoTime();

  public PresenceFanOut(
      Presences presences,
      MemberIndex members,
      Supplier<? extends java.util.Collection<? extends Outlet>> outlets,
      long pauseMillis) {
    this.presences = presences;
    this.members = members;
    this.outlets = outlets;
    this.pauseMillis = pauseMillis;
  }

  public void start() {
    version = presences.version();
    thread.start();
  }

  @Override
  public void close() {
    running = false;
    thread.interrupt();
  }

  private void run() {
    while (running) {
      try {
        Thread.sleep(pauseMillis);
        turn();
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        log.error("presence does not reach the sockets, again soon", e);
      }
    }
  }

  /** Takes what has changed to the loops; the number of events. */
  int turn() throws InterruptedException {
    collect();
    int events = 0;
    while (!waiting.isEmpty()) {
      events += slice();
    }
    presences.told(version);
    if (System.nanoTime() - sweptAt > SWEEP_NANOS) {
      sweep();
    }
    return events;
  }

  private void collect() {
    long now = presences.version();
    var changed = presences.changedSince(version);
    version = now;
    if (changed.isPresent()) {
      Arrays.stream(changed.get())
          .filter(user -> members.isMember(user) || isPartner(user))
          .forEach(waiting::add);
    } else {
      // More has changed than is remembered: everyone who concerns somebody here.
      waiting.addAll(members.users());
      outlets.get().forEach(outlet -> waiting.addAll(outlet.partners()));
    }
  }

  private boolean isPartner(long userId) {
    return outlets.get().stream().anyMatch(outlet -> outlet.isPartner(userId));
  }

  private int slice() throws InterruptedException {
    var updates = new ArrayList<Update>();
    var users = waiting.iterator();
    while (users.hasNext() && updates.size() < SLICE) {
      long user = users.next();
      users.remove();
      var seen = presences.seen(user);
      for (long guild : members.guildsOf(user)) {
        updates.add(new Update(guild, user, GuildPresences.frame(guild, user, seen)));
      }
      if (isPartner(user)) {
        updates.add(new Update(0, user, GuildPresences.frame(0, user, seen)));
      }
    }
    if (!updates.isEmpty()) {
      onEach((outlet, done) -> outlet.deliver(updates, done));
    }
    return updates.size();
  }

  private interface Task {
    void start(Outlet outlet, Runnable done);
  }

  /** Waits for all loops; a loop that takes very long is left behind. */
  private void onEach(Task task) throws InterruptedException {
    var all = List.copyOf(outlets.get());
    var done = new CountDownLatch(all.size());
    all.forEach(outlet -> task.start(outlet, done::countDown));
    if (!done.await(LOOP_SECONDS, TimeUnit.SECONDS)) {
      log.warnf("an event loop did not take presence for %d s", LOOP_SECONDS);
    }
  }

  /** Forgets the members of guilds that have no sockets here any more. */
  private void sweep() throws InterruptedException {
    long before = sweptAt;
    sweptAt = System.nanoTime();
    var wanted = new HashSet<Long>();
    var all = List.copyOf(outlets.get());
    var done = new CountDownLatch(all.size());
    for (var outlet : all) {
      outlet.guilds(ids -> {
        synchronized (wanted) {
          wanted.addAll(ids);
        }
        done.countDown();
      });
    }
    if (done.await(LOOP_SECONDS, TimeUnit.SECONDS)) {
      synchronized (wanted) {
        members.retain(wanted, before);
      }
    }
  }
}
