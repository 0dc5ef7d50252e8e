package together.message.testing;

import io.quarkus.grpc.GrpcService;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import together.permission.Permission;
import together.proto.Authorization;

/** Makes users and channels that no other test has, and speaks for the users. */
@ApplicationScoped
public class Channels {
  public static final long ALL =
      Permission.of(
          Permission.VIEW_CHANNEL, Permission.SEND_MESSAGES, Permission.READ_MESSAGE_HISTORY);
  public static final long REVISION = 7;

  private final AtomicLong ids = new AtomicLong(System.nanoTime());
  private final FakeGuilds guilds;
  private final TestKeys keys;

  Channels(@GrpcService FakeGuilds guilds, TestKeys keys) {
    this.guilds = guilds;
    this.keys = keys;
  }

  public long newId() {
    return ids.incrementAndGet();
  }

  /** Lets a user do these things in a text channel of guild {@code channelId + 1}. */
  public void grant(long userId, long channelId, long permissions) {
    grant(userId, channelId, permissions, 0);
  }

  public void grant(long userId, long channelId, long permissions, int type) {
    grant(userId, channelId, grant(permissions, type == 1 ? 0 : channelId + 1).setType(type));
  }

  /** The same in a text channel of this guild. */
  public void grantIn(long userId, long channelId, long guildId, long permissions) {
    grant(userId, channelId, grant(permissions, guildId));
  }

  /** The same in a text channel with slow mode. */
  public void grantSlow(long userId, long channelId, long permissions, int seconds) {
    grant(userId, channelId, grant(permissions, channelId + 1).setRateLimitPerUser(seconds));
  }

  private static Authorization.Builder grant(long permissions, long guildId) {
    return Authorization.newBuilder()
        .setPermissions(permissions)
        .setRevision(REVISION)
        .setGuildId(guildId);
  }

  private void grant(long userId, long channelId, Authorization.Builder grant) {
    guilds.grant(userId, channelId, grant.build());
  }

  /** A new user who may do everything in the channel. */
  public long member(long channelId) {
    long userId = newId();
    grant(userId, channelId, ALL);
    return userId;
  }

  public RequestSpecification as(long userId) {
    return RestAssured.given()
        .header("Authorization", "Bearer " + keys.token(userId))
        .contentType("application/json");
  }

  /** Posts, and returns the whole answer. */
  public Response post(long userId, long channelId, String content, @Nullable String nonce) {
    var body = new HashMap<String, Object>();
    body.put("content", content);
    if (nonce != null) {
      body.put("nonce", nonce);
    }
    return as(userId).body(body).post("/api/channels/{id}/messages", channelId);
  }
}
