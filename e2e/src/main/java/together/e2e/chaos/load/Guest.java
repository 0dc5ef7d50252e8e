package together.e2e.chaos.load;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import together.e2e.chaos.check.Diary;
import together.e2e.chaos.check.Position;
import together.e2e.chaos.check.Sight;
import together.e2e.client.ApiClient;
import together.e2e.client.ApiException;
import together.e2e.client.Close;
import together.e2e.client.Connection;
import together.e2e.client.Frame;
import together.e2e.client.GatewayListener;
import together.e2e.client.GatewaySocket;
import together.e2e.client.SocketOptions;

/** One client of the run: its user, its socket, and what it sees. */
final class Guest implements GatewayListener {
  /** Type of the messages by which a server tells of a new member. */
  private static final int JOINED = 7;

  private static final int UNAVAILABLE = 503;

  private final Tokens.User user;
  private final Connection connection;
  private final Tokens tokens;
  private final Diary diary;
  private final Tally tally;
  private final Map<String, Sight> sights = new ConcurrentHashMap<>();
  private final CountDownLatch ready = new CountDownLatch(1);
  private final AtomicInteger reading = new AtomicInteger();
  private @Nullable GatewaySocket socket;
  // Of the socket's event loop alone.
  private long helloAt;
  private boolean introducing;

  private volatile long acknowledgedAt = Long.MIN_VALUE;

  Guest(Tokens.User user, Connection connection, Tokens tokens, Diary diary, Tally tally) {
    this.user = user;
    this.connection = connection;
    this.tokens = tokens;
    this.diary = diary;
    this.tally = tally;
  }

  String name() {
    return user.name();
  }

  String id() {
    return user.id();
  }

  Diary diary() {
    return diary;
  }

  /** Sight of the channels that this client may see at times. */
  Map<String, Sight> sights() {
    return sights;
  }

  boolean sees(Room room) {
    var sight = sights.get(room.channel());
    return sight != null && sight.now() == Sight.State.SEEN;
  }

  /** Asks once. */
  ApiClient api() {
    return new ApiClient(connection).bearer(tokens.of(user.name()));
  }

  void connect() {
    socket =
        GatewaySocket.open(connection, () -> tokens.of(user.name()), SocketOptions.LASTING, this);
  }

  void awaitReady() throws InterruptedException {
    ready.await();
  }

  GatewaySocket socket() {
    var open = socket;
    if (open == null) {
      throw new IllegalStateException(user.name() + " has not connected");
    }
    return open;
  }

  /** When the last HEARTBEAT_ACK came. */
  long acknowledgedAt() {
    return acknowledgedAt;
  }

  /** Everybody may into the square's channel: only what is down is a reason. */
  private void voiceRefused(Frame frame) {
    if (frame.d().path("problem").path("status").asInt() == UNAVAILABLE) {
      tally.count("voice answered 503");
    } else {
      diary.unknown(frame.toString());
    }
  }

  @Override
  public void received(Frame frame) {
    switch (frame.op()) {
      case "DISPATCH" -> dispatched(frame);
      case "HEARTBEAT_ACK" -> {
        var now = System.nanoTime();
        diary.covered(cursor(frame.d()), now);
        acknowledgedAt = now;
      }
      case "INVALID_SESSION" -> tally.count("INVALID_SESSION");
      case "RECONNECT" -> tally.count("RECONNECT");
      case "HELLO" -> {
        helloAt = System.nanoTime();
        introducing = true;
      }
      case "MESSAGE_ACK", "MESSAGE_NACK" -> {
        // The socket's own business.
      }
      case "VOICE_STATE_NACK" -> voiceRefused(frame);
      default -> diary.unknown(frame.toString());
    }
  }

  private void dispatched(Frame frame) {
    if (frame.is("READY")) {
      introducing = false;
      frame.d().required("guilds").forEach(this::shown);
      var newest = newest();
      diary.ready(cursor(frame.d()));
      ready.countDown();
      if (diary.identified() > 1) {
        tally.count("identified anew");
        reading.incrementAndGet();
        Thread.ofVirtual().start(() -> readWhatWasMissed(newest));
      }
      return;
    }
    if (frame.is("RESUMED")) {
      introducing = false;
      tally.count("resumed");
    } else if (introducing && frame.is("GUILD_CREATE")) {
      shown(frame.d());
    }
    var id = frame.id();
    if (id == null) {
      return;
    }
    var position = Position.of(id);
    // Who joins is told in a channel that nobody posts to: an event like others.
    if (frame.is("MESSAGE_CREATE") && frame.d().path("type").asInt() != JOINED) {
      var message = frame.d();
      diary.received(
          position,
          message.required("channel_id").asText(),
          message.required("id").asLong(),
          frame.receivedNanos());
    } else {
      diary.received(position, String.valueOf(frame.t()));
    }
  }

  /** A guild as READY and a RESUME show it: as it was at some moment since the HELLO. */
  private void shown(JsonNode guild) {
    for (var channel : guild.path("channels")) {
      var sight = sights.get(channel.required("id").asText());
      if (sight != null && sight.throughout(Sight.State.HIDDEN, helloAt, System.nanoTime())) {
        diary.shownHidden(channel.required("name").asText());
      }
    }
  }

  private static Map<String, Long> cursor(JsonNode d) {
    var cursor = new HashMap<String, Long>();
    d.required("cursor")
        .required("at")
        .properties()
        .forEach(entry -> cursor.put(entry.getKey(), entry.getValue().asLong()));
    return cursor;
  }

  private Map<String, Long> newest() {
    var newest = new HashMap<String, Long>();
    sights.keySet().forEach(channel -> newest.put(channel, diary.newest(channel)));
    return newest;
  }

  /** After a READY in the middle of a run: what came before it is read over REST. */
  private void readWhatWasMissed(Map<String, Long> newest) {
    try {
      newest.forEach(this::read);
    } finally {
      reading.decrementAndGet();
    }
  }

  /** Whether it still reads what it missed. */
  boolean reading() {
    return reading.get() > 0;
  }

  private void read(String channel, long newest) {
    var api = api().with(Load.PATIENCE).channel(channel);
    var after = newest;
    while (true) {
      var ids = new ArrayList<Long>();
      try {
        api.page("after=" + after).forEach(message -> ids.add(message.required("id").asLong()));
      } catch (ApiException e) {
        // Not a channel this client may see now.
        tally.count("histories refused");
        return;
      }
      if (ids.isEmpty()) {
        return;
      }
      diary.readLater(channel, List.copyOf(ids));
      after = ids.stream().mapToLong(id -> id).max().orElseThrow();
    }
  }

  @Override
  public void closed(Close close) {
    tally.count("sockets closed with " + close.code());
  }

  @Override
  public void refused(int status) {
    tally.count("connections refused with " + status);
  }
}
