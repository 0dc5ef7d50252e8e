package together.message.notification;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.grpc.GrpcService;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import together.message.testing.Channels;
import together.message.testing.FakeGuilds;
import together.message.testing.MessageLog;
import together.message.testing.MessagePlatform;
import together.platform.json.ProtoJson;

@QuarkusTest
@WithTestResource(MessagePlatform.class)
class NotificationSettingsResourceTest {
  private static final String ROUTE = "/api/users/@me/notification-settings";

  @Inject Channels channels;

  @Inject @GrpcService FakeGuilds guilds;

  private long channel;
  private long user;

  @BeforeEach
  void makeChannel() {
    channel = channels.newId();
    user = channels.member(channel);
  }

  private long guild() {
    return channel + 1;
  }

  private ValidatableResponse patch(Object body) {
    return channels.as(user).body(body).patch(ROUTE).then();
  }

  private static Map<String, Object> ofGuild(long id, Map<String, Object> more) {
    return Map.of("guilds", List.of(with("guild_id", id, more)));
  }

  private static Map<String, Object> ofChannel(long id, Map<String, Object> more) {
    return Map.of("channels", List.of(with("channel_id", id, more)));
  }

  private static Map<String, Object> with(String name, long id, Map<String, Object> more) {
    var all = new HashMap<>(more);
    all.put(name, Long.toString(id));
    return all;
  }

  private ValidatableResponse settings() {
    return channels.as(user).get(ROUTE).then().statusCode(200);
  }

  @Test
  void nothingIsSetAtFirst() {
    settings().body("guilds", empty()).body("channels", empty());
    patch("{}").statusCode(200).body("guilds", empty());
    channels.as(user).patch(ROUTE).then().statusCode(200);
  }

  @Test
  void whatIsLeftOutStays() {
    patch(ofGuild(guild(), Map.of("level", "mentions", "suppress_roles", true))).statusCode(200);
    patch(ofGuild(guild(), Map.of("muted", true, "mute_until", "2099-01-01T00:00:00.123Z")));
    patch(ofGuild(guild(), Map.of("suppress_everyone", true)))
        .statusCode(200)
        .body("guilds", hasSize(1))
        .body("guilds[0].guild_id", equalTo(Long.toString(guild())))
        .body("guilds[0].level", equalTo("mentions"))
        .body("guilds[0].muted", equalTo(true))
        .body("guilds[0].mute_until", equalTo("2099-01-01T00:00:00.123Z"))
        .body("guilds[0].suppress_everyone", equalTo(true))
        .body("guilds[0].suppress_roles", equalTo(true));
    patch(ofGuild(guild(), Map.of("muted", true))).body("guilds[0].mute_until", nullValue());
    settings().body("guilds[0].muted", equalTo(true)).body("channels", empty());
  }

  @Test
  void aChannelInheritsUnlessToldOtherwiseAndIsForgottenWhenItDoes() {
    patch(ofChannel(channel, Map.of("muted", true)))
        .body("channels[0].channel_id", equalTo(Long.toString(channel)))
        .body("channels[0].guild_id", equalTo(Long.toString(guild())))
        .body("channels[0].level", equalTo("inherit"))
        .body("channels[0].muted", equalTo(true));
    patch(ofChannel(channel, Map.of("muted", false))).body("channels", empty());
    settings().body("channels", empty());
  }

  @Test
  void aDmHasNoServer() {
    long dm = channels.newId();
    channels.grant(user, dm, Channels.ALL, 1);
    patch(ofChannel(dm, Map.of("level", "nothing"))).body("channels[0].guild_id", nullValue());
  }

  @Test
  void allSessionsAreToldWhatHasChanged() throws Exception {
    patch(ofGuild(guild(), Map.of("level", "nothing"))).statusCode(200);
    patch(ofGuild(guild(), Map.of("level", "nothing"))).statusCode(200);
    patch(ofChannel(channel, Map.of("level", "all"))).statusCode(200);
    var entries = MessageLog.of(user, 2);
    assertEquals(2, entries.size());
    var last = entries.getLast();
    assertEquals("together.message.v1.notification_settings_update", last.header("ce_type"));
    assertEquals("2", last.header("seq"));
    assertEquals(Long.toString(user), last.header("user_id"));
    var told = last.event().getNotificationSettingsUpdate();
    assertEquals(0, told.getGuildsCount());
    var ofGuild = entries.getFirst().event().getNotificationSettingsUpdate().getGuilds(0);
    assertEquals(
        "{\"guilds\":[%s],\"channels\":[%s]}"
            .formatted(json(ProtoJson.bytes(ofGuild)), json(ProtoJson.bytes(told.getChannels(0)))),
        settings().extract().asString());
  }

  private static String json(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'guilds':[{'guild_id':'%1$d','level':'inherit'}]}",
        "{'guilds':[{'guild_id':'%1$d','level':'loud'}]}",
        "{'guilds':[{'level':'all'}]}",
        "{'guilds':[null]}",
        "{'guilds':[{'guild_id':'%1$d','muted':true,'mute_until':'2001-01-01T00:00:00Z'}]}",
        "{'guilds':[{'guild_id':'%1$d','mute_until':'2099-01-01T00:00:00Z'}]}",
        "{'guilds':[{'guild_id':'%1$d'},{'guild_id':'%1$d'}]}",
        "{'guilds':[{'guild_id':'%1$d','muted':'yes'}]}",
        "{'channels':[{'channel_id':7}]}",
        "{'channels':{}}"
      })
  void refusesWhatMeansNothing(String body) {
    patch(body.replace('\'', '"').formatted(guild()))
        .statusCode(422)
        .body("code", equalTo("VALIDATION_FAILED"));
    settings().body("guilds", empty());
  }

  @Test
  void onlyWhatOneSeesCanBeSet() {
    patch(ofChannel(channels.newId(), Map.of("muted", true)))
        .statusCode(404)
        .body("code", equalTo("UNKNOWN_CHANNEL"));
    guilds.expel(user);
    patch(ofGuild(guild(), Map.of("muted", true)))
        .statusCode(404)
        .body("code", equalTo("UNKNOWN_SERVER"));
  }

  @Test
  void fiveHundredAreTheMost() {
    for (int i = 0; i < 5; i++) {
      patch(someGuilds(100)).statusCode(200);
    }
    patch(someGuilds(1)).statusCode(409).body("code", equalTo("TOO_MANY_SETTINGS"));
    settings().body("guilds", hasSize(500));
    patch(someGuilds(101)).statusCode(422).body("errors.code", contains("OUT_OF_RANGE"));
  }

  private Map<String, Object> someGuilds(int count) {
    var all = new ArrayList<Map<String, Object>>();
    for (int i = 0; i < count; i++) {
      all.add(with("guild_id", channels.newId(), Map.of("muted", true)));
    }
    return Map.of("guilds", all);
  }
}
