package together.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import together.e2e.client.Close;
import together.e2e.client.Frame;
import together.e2e.client.GatewayListener;

/**
 * One socket of somebody whose sight changes: keeps what it is shown, and tells of everything that
 * comes to it though its user might see it neither when it was allowed nor at any time since.
 */
final class LeakWatcher implements GatewayListener {
  private static final Set<String> FOR_MANAGERS =
      Set.of("GUILD_BAN_ADD", "GUILD_BAN_REMOVE", "INVITE_CREATE", "INVITE_DELETE");

  private static final int MOST_NOTED = 30;

  /** Type of the messages by which a server tells of a new member. */
  private static final int JOINED = 7;

  private final String user;
  private final boolean manager;
  private final String guild;
  private final SightBook book;
  private final LeakPosts posts;
  private final LeakFindings findings;

  private final Set<String> shown = new HashSet<>();
  private final BitSet received = new BitSet();
  private final Deque<String> latest = new ArrayDeque<>();
  private String voiceIn = "";

  /** All that was allowed before it has come. */
  private int settled;

  /** Since when what is loaded anew may be told; moves on while the socket is away. */
  private int loadedSince;

  /**
   * @param manager sees bans and invites
   */
  LeakWatcher(
      String user,
      boolean manager,
      String guild,
      SightBook book,
      LeakPosts posts,
      LeakFindings findings) {
    this.user = user;
    this.manager = manager;
    this.guild = guild;
    this.book = book;
    this.posts = posts;
    this.findings = findings;
  }

  @Override
  public synchronized void received(Frame frame) {
    var event = frame.t();
    if (event == null) {
      return;
    }
    note(event + " " + frame.id());
    var d = frame.d();
    switch (event) {
      case "READY" -> {
        shown.clear();
        d.path("guilds").forEach(this::guild);
        d.path("private_channels").forEach(this::channel);
      }
      case "RESUMED" -> loadedSince = 0;
      case "GUILD_CREATE" -> guild(d);
      case "GUILD_DELETE" -> shown.removeIf(place -> !place.equals(posts.group()));
      case "CHANNEL_CREATE" -> channel(d);
      case "CHANNEL_UPDATE" -> may(event, d.path("id").asText(), settled);
      case "CHANNEL_DELETE" -> shown.remove(d.path("id").asText());
      case "MESSAGE_CREATE" -> message(d);
      case "VOICE_STATE_UPDATE" -> voice(d);
      case "PRESENCE_UPDATE", "USER_UPDATE", "USER_SETTINGS_UPDATE", "READ_STATE_UPDATE" -> {
        // Of users, not of places.
      }
      default -> ofTheGuild(event);
    }
  }

  @Override
  public synchronized void closed(Close close) {
    note("closed with " + close.code());
    loadedSince = book.certain();
  }

  /** What a failure is told with. */
  private void note(String what) {
    latest.add("%s after change %d".formatted(what, book.certain()));
    if (latest.size() > MOST_NOTED) {
      latest.remove();
    }
  }

  private void guild(JsonNode d) {
    int since = Math.max(settled, loadedSince);
    shown.removeIf(place -> !place.equals(posts.group()));
    shown.add(d.path("id").asText());
    may("GUILD_CREATE", d.path("id").asText(), since);
    for (var channel : d.path("channels")) {
      may("GUILD_CREATE with a channel", channel.path("id").asText(), since);
      shown.add(channel.path("id").asText());
    }
    voiceIn = "";
    for (var state : d.path("voice_states")) {
      voiceIn = state.path("channel_id").asText();
      may("GUILD_CREATE with a voice state", voiceIn, since);
    }
  }

  private void channel(JsonNode d) {
    may("CHANNEL_CREATE", d.path("id").asText(), settled);
    shown.add(d.path("id").asText());
  }

  private void message(JsonNode d) {
    if (d.path("type").asInt() == JOINED) {
      may("a join", d.path("channel_id").asText(), settled);
      return;
    }
    var post = posts.of(d.path("nonce").asText());
    if (post == null || !post.channel().equals(d.path("channel_id").asText())) {
      findings.leaked(user + " got a message nobody sent there: " + d);
      return;
    }
    may("MESSAGE_CREATE " + post.number(), post.channel(), post.since());
    if (received.get(post.number())) {
      findings.doubled(user + " got message " + post.number() + " twice");
    }
    received.set(post.number());
  }

  private void voice(JsonNode d) {
    voiceIn = d.path("channel_id").asText("");
    if (d.path("channel_id").isTextual()) {
      may("VOICE_STATE_UPDATE", voiceIn, settled);
    }
  }

  private void ofTheGuild(String event) {
    may(event, guild, settled);
    if (FOR_MANAGERS.contains(event) && !manager) {
      findings.leaked(user + " got " + event);
    }
  }

  private void may(String what, String place, int since) {
    if (!book.ever(user, place, since)) {
      findings.leaked(
          "%s got %s of %s, hidden since change %d".formatted(user, what, place, since));
    }
  }

  // ---- at rest

  String user() {
    return user;
  }

  /** How what it is shown differs from what holds when nothing is under way; else empty. */
  synchronized String difference() {
    var expected = book.now(user);
    return shown.equals(expected)
        ? ""
        : "%s is shown %s instead of %s at change %d; the latest it got: %s"
            .formatted(user, shown, expected, book.certain(), latest);
  }

  /** The same, or a message that has not come; empty when all is here. */
  synchronized String missing() {
    var difference = difference();
    return difference.isEmpty()
        ? posts.since(settled).stream()
            .filter(post -> !received.get(post.number()))
            .filter(post -> book.always(user, post.channel(), post.since()))
            .map(post -> user + " misses message " + post.number() + " of " + post.channel())
            .findFirst()
            .orElse("")
        : difference;
  }

  /** Whether it was told that the speaker is in the channel. */
  synchronized boolean knowsVoiceIn(String channel) {
    return voiceIn.equals(channel);
  }

  /** All that was allowed up to now is here. */
  synchronized void settle() {
    settled = book.certain();
  }
}
