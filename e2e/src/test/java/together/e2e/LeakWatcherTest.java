package together.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import together.e2e.client.Close;
import together.e2e.client.Frame;
import together.e2e.client.Json;

/** That the leak check tells of a leak, a loss and a double, each broken once. */
class LeakWatcherTest {
  private static final String USER = "7";
  private static final String GUILD = "1";
  private static final String OPEN = "2";
  private static final String SECRET = "3";
  private static final String GROUP = "4";

  private final SightBook book = new SightBook();
  private final LeakPosts posts = new LeakPosts(GROUP);
  private final LeakFindings findings = new LeakFindings();
  private final LeakWatcher watcher = new LeakWatcher(USER, false, GUILD, book, posts, findings);

  @BeforeEach
  void seesAll() {
    sees(GUILD, OPEN, SECRET, GROUP);
    watcher.received(ready(GUILD, List.of(OPEN, SECRET), List.of(GROUP)));
    assertEquals("", watcher.missing());
  }

  private void sees(String... places) {
    begins(places);
    book.settle();
  }

  private void begins(String... places) {
    book.begin(Map.of(USER, Set.of(places)));
  }

  private static Frame frame(String event, JsonNode d) {
    var frame = Json.object().put("op", "DISPATCH").put("t", event);
    frame.set("d", d);
    return Frame.of(Json.bytes(frame));
  }

  private static Frame ready(String guild, List<String> channels, List<String> groups) {
    var d = Json.object();
    d.putArray("guilds").add(guild(guild, channels));
    var all = d.putArray("private_channels");
    groups.forEach(group -> all.addObject().put("id", group));
    return frame("READY", d);
  }

  private static ObjectNode guild(String id, List<String> channels) {
    var guild = Json.object().put("id", id);
    var all = guild.putArray("channels");
    channels.forEach(channel -> all.addObject().put("id", channel));
    return guild;
  }

  private LeakPosts.Post posted(String channel) {
    var post = posts.next(channel, book.certain());
    posts.acknowledged(post);
    return post;
  }

  private void comes(LeakPosts.Post post) {
    watcher.received(
        frame(
            "MESSAGE_CREATE",
            Json.object().put("channel_id", post.channel()).put("nonce", post.nonce())));
  }

  private void leaks(int count) {
    assertEquals(count, findings.leaks().size(), () -> findings.leaks().toString());
  }

  @Test
  void aMessageOfWhatWasHiddenFromItsRevisionOnIsALeak() {
    sees(GUILD, OPEN, GROUP);
    comes(posted(SECRET));
    leaks(1);
  }

  @Test
  void oneThatWasAllowedAtItsRevisionOrLaterIsNone() {
    var before = posts.next(SECRET, book.certain());
    sees(GUILD, OPEN, GROUP);
    comes(before);
    var between = posted(SECRET);
    begins(GUILD, OPEN, SECRET, GROUP);
    comes(between);
    leaks(0);
  }

  @Test
  void aMessageOfAGroupDmAfterTheRemovalIsALeak() {
    sees(GUILD, OPEN, SECRET);
    comes(posted(GROUP));
    leaks(1);
  }

  @Test
  void whatDoesNotComeIsMissedByWhoMightSeeItAllTheTime() {
    var post = posted(SECRET);
    assertTrue(watcher.missing().contains("misses message"));
    comes(post);
    assertEquals("", watcher.missing());
    comes(post);
    assertEquals(1, findings.doubles().size());
  }

  @Test
  void whatWasHiddenMeanwhileIsNotMissed() {
    var _ = posted(SECRET);
    sees(GUILD, OPEN, GROUP);
    sees(GUILD, OPEN, SECRET, GROUP);
    assertEquals("", watcher.missing());
  }

  @Test
  void aChannelThatIsNotTakenAwayIsADifference() {
    sees(GUILD, OPEN, GROUP);
    assertNotEquals("", watcher.missing());
    watcher.received(frame("CHANNEL_DELETE", Json.object().put("id", SECRET)));
    assertEquals("", watcher.missing());
  }

  @Test
  void aHiddenChannelInReadyOrAfterAResumeIsALeak() {
    sees(GUILD, OPEN, GROUP);
    watcher.settle();
    watcher.received(ready(GUILD, List.of(OPEN, SECRET), List.of(GROUP)));
    leaks(1);
    sees(GUILD, OPEN, SECRET, GROUP);
    sees(GUILD, OPEN, GROUP);
    watcher.closed(new Close(1006, null));
    watcher.received(frame("GUILD_CREATE", guild(GUILD, List.of(OPEN, SECRET))));
    leaks(2);
  }

  @Test
  void whoSpeaksInAHiddenChannelIsALeak() {
    sees(GUILD, OPEN, GROUP);
    watcher.settle();
    watcher.received(frame("VOICE_STATE_UPDATE", Json.object().put("channel_id", SECRET)));
    leaks(1);
    watcher.received(frame("VOICE_STATE_UPDATE", Json.object().putNull("channel_id")));
    leaks(1);
  }

  @Test
  void anEventOfAServerAfterItsEndForOneAndABanToWhoMayNotBanAreLeaks() {
    watcher.received(frame("GUILD_MEMBER_ADD", Json.object().put("guild_id", GUILD)));
    leaks(0);
    watcher.received(frame("GUILD_BAN_ADD", Json.object().put("guild_id", GUILD)));
    leaks(1);
    sees(GROUP);
    watcher.settle();
    watcher.received(frame("GUILD_ROLE_UPDATE", Json.object().put("guild_id", GUILD)));
    leaks(2);
  }
}
