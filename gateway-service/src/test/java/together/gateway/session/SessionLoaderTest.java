package together.gateway.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static together.gateway.audience.Guilds.GUILD;
import static together.gateway.audience.Guilds.OPEN;
import static together.gateway.audience.Guilds.SECRET;
import static together.gateway.audience.Guilds.STAFF;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import together.gateway.access.FakeServices;
import together.gateway.audience.Guilds;
import together.gateway.log.Cursor;
import together.gateway.log.Positions;
import together.gateway.members.MemberIndex;
import together.gateway.presence.FakePresence;
import together.gateway.presence.GuildPresences;
import together.proto.GuildNotifications;
import together.proto.GuildVoiceStates;
import together.proto.Member;
import together.proto.NotificationSettings;
import together.proto.OwnResponse;
import together.proto.ReadState;
import together.proto.VoiceState;

/** What a session's client is told, gathered from the services. */
class SessionLoaderTest {
  private static final long USER = 3;

  private final FakeServices services = new FakeServices();
  private final FakePresence presence = new FakePresence();
  private final SessionLoader loader =
      new SessionLoader(
          services.guildClient(),
          services.messageClient(),
          services.userClient(),
          services.voiceClient(),
          new GuildPresences(
              presence.presences, new MemberIndex(services.guildClient()::memberIds, 250)),
          TestLimits.DEFAULT);

  @AfterEach
  void stop() {
    loader.stop();
  }

  private void member(Long... roles) {
    var own = Member.newBuilder().addAllRoles(List.of(roles));
    services.guilds.put(USER, List.of(Guilds.guild(5).toBuilder().setMember(own).build()));
    services.voiceStates.add(
        GuildVoiceStates.newBuilder()
            .setGuildId(GUILD)
            .setSeq(9)
            .addStates(VoiceState.newBuilder().setUserId(8).setChannelId(OPEN))
            .addStates(VoiceState.newBuilder().setUserId(9).setChannelId(SECRET))
            .build());
    services.readStates.add(ReadState.newBuilder().setChannelId(OPEN).setMentionCount(2).build());
    services.readStates.add(ReadState.newBuilder().setChannelId(SECRET).build());
    services.settings =
        NotificationSettings.newBuilder()
            .addGuilds(GuildNotifications.newBuilder().setGuildId(GUILD).setLevel("nothing"))
            .build();
  }

  private SessionLoader.Ready ready() throws Exception {
    var done = new CompletableFuture<SessionLoader.Ready>();
    var cursor = new Cursor("epoch", new Positions(2));
    loader.ready(USER, "session", cursor, done::complete, done::completeExceptionally);
    return done.get(30, TimeUnit.SECONDS);
  }

  private static JsonNode json(SessionLoader.Ready ready) throws Exception {
    return new ObjectMapper().readTree(new String(ready.frame(), UTF_8)).path("d");
  }

  private static List<String> texts(JsonNode list, String field) {
    var texts = new ArrayList<String>();
    list.forEach(node -> texts.add(node.path(field).asText()));
    return texts;
  }

  @Test
  void readyHasEveryFieldAndOnlyWhatTheUserMaySee() throws Exception {
    member();
    var d = json(ready());
    assertEquals(
        List.of(
            "user",
            "session_id",
            "guilds",
            "private_channels",
            "relationships",
            "read_states",
            "notification_settings",
            "user_settings",
            "presences",
            "cursor"),
        d.properties().stream().map(java.util.Map.Entry::getKey).toList());
    assertEquals("3", d.path("user").path("id").textValue());
    assertEquals("session", d.path("session_id").textValue());
    assertEquals("epoch", d.path("cursor").path("epoch").textValue());
    var guild = d.path("guilds").path(0);
    assertEquals(List.of("100"), texts(guild.path("channels"), "id"));
    assertEquals(List.of("8"), texts(guild.path("voice_states"), "user_id"));
    assertEquals(List.of("100"), texts(d.path("read_states"), "channel_id"));
    var settings = d.path("notification_settings");
    assertEquals(List.of("nothing"), texts(settings.path("guilds"), "level"));
    assertEquals(List.of(), texts(settings.path("channels"), "level"));
  }

  @Test
  void aRoleThatSeesMoreIsToldMore() throws Exception {
    member(STAFF);
    var ready = ready();
    var guild = json(ready).path("guilds").path(0);
    assertEquals(List.of("100", "101"), texts(guild.path("channels"), "id"));
    assertEquals(List.of("8", "9"), texts(guild.path("voice_states"), "user_id"));
    var loaded = ready.state().guilds().getFirst();
    assertEquals(List.of(STAFF), loaded.member().roles());
    assertEquals(new Contained(5, 9), loaded.contained());
  }

  @Test
  void asksAServiceThatDoesNotAnswerAgain() throws Exception {
    member();
    services.failures.set(2);
    assertEquals(1, ready().state().guilds().size());
    assertEquals(0, services.failures.get());
  }

  @Test
  void loadsTheNamedGuildsOnly() throws Exception {
    member();
    var done = new CompletableFuture<LoadedState>();
    loader.guilds(USER, Set.of(999L), done::complete, done::completeExceptionally);
    assertEquals(
        new LoadedState(List.of(), List.of(), OwnResponse.getDefaultInstance()),
        done.get(30, TimeUnit.SECONDS));
  }

  @Test
  void aNodeThatEndsGivesUpItsLoads() {
    member();
    services.failures.set(Integer.MAX_VALUE);
    var done = new CompletableFuture<LoadedState>();
    loader.guilds(USER, Set.of(), done::complete, done::completeExceptionally);
    loader.stop();
    assertThrows(ExecutionException.class, () -> done.get(30, TimeUnit.SECONDS));
  }
}
