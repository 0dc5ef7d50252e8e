package together.guild.authority;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.quarkus.grpc.GrpcClient;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import together.guild.testing.GuildPlatform;
import together.guild.testing.TestUser;
import together.permission.Permission;
import together.proto.Authorization;
import together.proto.AuthorizeQuery;
import together.proto.AuthorizeRequest;
import together.proto.Channel;
import together.proto.ChannelsAllowingRequest;
import together.proto.ChannelsAllowingResponse;
import together.proto.GetGuildRequest;
import together.proto.Guild;
import together.proto.GuildAccessGrpc;
import together.proto.GuildAccessGrpc.GuildAccessBlockingStub;
import together.proto.MentionsRequest;
import together.proto.MentionsResponse;
import together.proto.SessionRequest;

@QuarkusTest
@WithTestResource(GuildPlatform.class)
class GuildAccessServiceTest {
  @GrpcClient("guild")
  GuildAccessBlockingStub access;

  @TestHTTPResource URI http;

  private final TestUser owner = TestUser.create();
  private String guild = "";
  private long channel;

  @BeforeEach
  void createServer() {
    guild = owner.createServer();
    channel = Long.parseLong(owner.get("/api/servers/{id}", guild).path("channels[0].id"));
  }

  private static AuthorizeQuery query(long userId, long channelId, Permission... needed) {
    return AuthorizeQuery.newBuilder()
        .setUserId(userId)
        .setChannelId(channelId)
        .setNeeded(Permission.of(needed))
        .build();
  }

  private List<Authorization> authorize(AuthorizeQuery... queries) {
    return access
        .authorize(AuthorizeRequest.newBuilder().addAllQueries(List.of(queries)).build())
        .getAuthorizationsList();
  }

  @Test
  void answersEachQueryInItsPlace() {
    var guest = owner.guest(guild);
    var stranger = TestUser.create();
    var answers =
        authorize(
            query(guest.id(), channel, Permission.SEND_MESSAGES),
            query(stranger.id(), channel, Permission.VIEW_CHANNEL),
            query(guest.id(), 77, Permission.VIEW_CHANNEL),
            query(guest.id(), channel, Permission.SEND_MESSAGES, Permission.MANAGE_MESSAGES),
            query(owner.id(), channel, Permission.ADMINISTRATOR));

    assertEquals(
        List.of(true, false, false, false, true),
        answers.stream().map(Authorization::getAllowed).toList());
    assertEquals(
        List.of(Permission.DEFAULT, 0L, 0L, Permission.DEFAULT, Permission.ALL),
        answers.stream().map(Authorization::getPermissions).toList());
    assertEquals(Long.parseLong(guild), answers.getFirst().getGuildId());
    assertEquals(3, answers.getFirst().getRevision());
    assertEquals(0, answers.get(2).getGuildId());
  }

  @Test
  void anAnswerNamesTheChannelsType() {
    long voice = Long.parseLong(owner.get("/api/servers/{id}", guild).path("channels[1].id"));
    assertEquals(2, authorize(query(owner.id(), voice)).getFirst().getType());
  }

  @Test
  void anAnswerNamesTheChannelsSlowMode() {
    assertEquals(0, authorize(query(owner.id(), channel)).getFirst().getRateLimitPerUser());
    owner
        .patch(Map.of("rate_limit_per_user", 30), "/api/channels/{id}", channel)
        .then()
        .statusCode(200);
    assertEquals(30, authorize(query(owner.id(), channel)).getFirst().getRateLimitPerUser());
  }

  @Test
  void whoMayViewTheChannelMayBeMentionedAndWhatTheAuthorMay() {
    var guest = owner.guest(guild);
    var hidden = owner.guest(guild);
    var stranger = TestUser.create();
    long closed = Long.parseLong(role(false));
    long open = Long.parseLong(role(true));
    hide(channel, 1, hidden.id());
    long secret = Long.parseLong(owner.get("/api/servers/{id}", guild).path("channels[1].id"));
    hide(secret, 0, Long.parseLong(guild));
    var request =
        MentionsRequest.newBuilder()
            .setChannelId(channel)
            .setAuthorId(guest.id())
            .addAllUserIds(List.of(owner.id(), hidden.id(), stranger.id()))
            .addAllRoleIds(List.of(closed, open, Long.parseLong(guild), 5L))
            .addAllChannelIds(List.of(channel, secret, 5L));
    var ofGuest = access.mentions(request.build());
    assertEquals(List.of(owner.id()), ofGuest.getUserIdsList());
    assertEquals(List.of(open), ofGuest.getRoleIdsList());
    assertEquals(List.of(channel), ofGuest.getChannelIdsList());

    var ofOwner = access.mentions(request.setAuthorId(owner.id()).build());
    assertEquals(List.of(closed, open), ofOwner.getRoleIdsList());
    assertEquals(List.of(channel, secret), ofOwner.getChannelIdsList());
    var none = MentionsResponse.getDefaultInstance();
    assertEquals(none, access.mentions(request.setAuthorId(stranger.id()).build()));
    assertEquals(none, access.mentions(request.setChannelId(5).build()));
  }

  @Test
  void inADmItsRecipientsMayBeMentioned() {
    var friend = TestUser.create();
    var stranger = TestUser.create();
    long dm =
        Long.parseLong(
            owner
                .post(Map.of("recipient_id", Long.toString(friend.id())), "/api/users/@me/channels")
                .path("id"));
    var request =
        MentionsRequest.newBuilder()
            .setChannelId(dm)
            .setAuthorId(owner.id())
            .addAllUserIds(List.of(friend.id(), stranger.id(), owner.id()))
            .addRoleIds(1)
            .addChannelIds(dm);
    assertEquals(
        MentionsResponse.newBuilder().addUserIds(friend.id()).addUserIds(owner.id()).build(),
        access.mentions(request.build()));
    assertEquals(
        MentionsResponse.getDefaultInstance(),
        access.mentions(request.setAuthorId(stranger.id()).build()));
  }

  private String role(boolean mentionable) {
    return owner
        .post(Map.of("name", "r", "mentionable", mentionable), "/api/servers/{id}/roles", guild)
        .path("id");
  }

  private void hide(long channelId, int type, long target) {
    owner
        .put(
            Map.of("type", type, "deny", Long.toString(Permission.VIEW_CHANNEL.bit())),
            "/api/channels/{id}/permissions/{target}",
            channelId,
            target)
        .then()
        .statusCode(204);
  }

  @Test
  void nobodyIsAllowedWhatTheyCannotViewEvenWhenNothingIsNeeded() {
    var stranger = TestUser.create();
    assertFalse(authorize(query(stranger.id(), channel)).getFirst().getAllowed());
    assertTrue(authorize(query(owner.id(), channel)).getFirst().getAllowed());
  }

  @Test
  void aChangeHoldsFromTheNextAnswerOn() {
    var guest = owner.guest(guild);
    long before = authorize(query(guest.id(), channel)).getFirst().getRevision();
    for (int round = 0; round < 10; round++) {
      owner
          .put(
              Map.of("type", 0, "deny", Long.toString(Permission.VIEW_CHANNEL.bit())),
              "/api/channels/{id}/permissions/{target}",
              channel,
              guild)
          .then()
          .statusCode(204);
      var hidden = authorize(query(guest.id(), channel)).getFirst();
      assertEquals(0, hidden.getPermissions());
      assertEquals(before + 1, hidden.getRevision());
      owner.delete("/api/channels/{id}/permissions/{target}", channel, guild);
      var shown = authorize(query(guest.id(), channel)).getFirst();
      assertTrue(shown.getAllowed());
      assertEquals(before + 2, shown.getRevision());
      before += 2;
    }
    owner.delete("/api/servers/{id}/members/{user}", guild, guest.id()).then().statusCode(204);
    assertFalse(authorize(query(guest.id(), channel)).getFirst().getAllowed());
  }

  @Test
  void aDeletedChannelIsUnknown() {
    owner.delete("/api/channels/{id}", channel).then().statusCode(204);
    assertEquals(
        Authorization.getDefaultInstance(), authorize(query(owner.id(), channel)).getFirst());
  }

  @Test
  void refusesMoreQueriesThanAgreed() {
    var request = AuthorizeRequest.newBuilder();
    IntStream.range(0, 1001).forEach(i -> request.addQueries(query(owner.id(), channel)));
    var refused =
        assertThrows(StatusRuntimeException.class, () -> access.authorize(request.build()));
    assertEquals(Status.Code.INVALID_ARGUMENT, refused.getStatus().getCode());
  }

  @Test
  void aSessionHasTheUsersGuildsWholeWithTheOwnMembership() {
    var guest = owner.guest(guild);
    var other = TestUser.create().createServer();
    owner.put(
        Map.of("type", 0, "deny", "1024"),
        "/api/channels/{id}/permissions/{target}",
        channel,
        guild);

    var all = session(guest.id());
    assertEquals(List.of(Long.parseLong(guild)), all.stream().map(Guild::getId).toList());
    var only = all.getFirst();
    assertEquals(2, only.getChannelsCount());
    assertEquals(
        1024,
        only.getChannelsList().stream()
            .filter(one -> one.getId() == channel)
            .map(Channel::getPermissionOverwritesList)
            .findFirst()
            .orElseThrow()
            .getFirst()
            .getDeny());
    assertEquals(guest.id(), only.getMember().getUser().getId());
    assertEquals("user-" + guest.id(), only.getMember().getUser().getUsername());
    assertEquals(
        owner.get("/api/servers/{id}", guild).<Integer>path("revision").longValue(),
        only.getRevision());
    assertEquals(all, session(guest.id(), Long.parseLong(guild), Long.parseLong(other)));
    assertEquals(List.of(), session(guest.id(), Long.parseLong(other)));
  }

  @Test
  void namesTheChannelsThatAllow() {
    var guest = owner.guest(guild);
    long hidden = newChannel();
    long silent = newChannel();
    deny(hidden, Permission.VIEW_CHANNEL);
    deny(silent, Permission.READ_MESSAGE_HISTORY);

    var needed = Permission.of(Permission.VIEW_CHANNEL, Permission.READ_MESSAGE_HISTORY);
    var ofGuest = channelsAllowing(guest.id(), needed);
    assertTrue(ofGuest.getMember());
    assertEquals(
        owner.get("/api/servers/{id}", guild).<Integer>path("revision").longValue(),
        ofGuest.getRevision());
    assertTrue(ofGuest.getChannelIdsList().contains(channel));
    assertFalse(ofGuest.getChannelIdsList().contains(hidden));
    assertFalse(ofGuest.getChannelIdsList().contains(silent));
    assertTrue(
        channelsAllowing(guest.id(), Permission.of(Permission.VIEW_CHANNEL))
            .getChannelIdsList()
            .contains(silent));
    assertEquals(4, channelsAllowing(owner.id(), needed).getChannelIdsCount());
    assertEquals(
        ChannelsAllowingResponse.getDefaultInstance(),
        channelsAllowing(TestUser.create().id(), needed));
  }

  private long newChannel() {
    String id =
        owner.post(Map.of("name", "another"), "/api/servers/{id}/channels", guild).path("id");
    return Long.parseLong(id);
  }

  private void deny(long channelId, Permission permission) {
    var body = Map.of("type", 0, "allow", "0", "deny", Long.toString(permission.bit()));
    owner
        .put(body, "/api/channels/{id}/permissions/{everyone}", channelId, guild)
        .then()
        .statusCode(204);
  }

  private ChannelsAllowingResponse channelsAllowing(long userId, long needed) {
    return access.channelsAllowing(
        ChannelsAllowingRequest.newBuilder()
            .setUserId(userId)
            .setGuildId(Long.parseLong(guild))
            .setNeeded(needed)
            .build());
  }

  @Test
  void aSessionMayBeMegabytes() {
    var body = Map.of("name", "plans", "topic", "🎉".repeat(1024));
    for (int i = 0; i < 300; i++) {
      owner.post(body, "/api/servers/{id}/channels", guild).then().statusCode(201);
    }
    var found = session(owner.id()).getFirst();
    assertEquals(302, found.getChannelsCount());
    assertTrue(found.getSerializedSize() > 1 << 20);
  }

  private List<Guild> session(long userId, Long... guildIds) {
    return access
        .session(
            SessionRequest.newBuilder().setUserId(userId).addAllGuildIds(List.of(guildIds)).build())
        .getGuildsList();
  }

  @Test
  void showsOneGuildWithoutMembership() {
    var found =
        access.guild(GetGuildRequest.newBuilder().setGuildId(Long.parseLong(guild)).build());
    assertFalse(found.hasMember());
    assertEquals(2, found.getChannelsCount());
    assertEquals(1, found.getRolesCount());
    var missing = GetGuildRequest.newBuilder().setGuildId(77).build();
    var refused = assertThrows(StatusRuntimeException.class, () -> access.guild(missing));
    assertEquals(Status.Code.NOT_FOUND, refused.getStatus().getCode());
  }

  @Test
  void answersOtherServicesOnly() {
    var connection =
        Grpc.newChannelBuilderForAddress(
                http.getHost(), http.getPort(), InsecureChannelCredentials.create())
            .build();
    try {
      var unknown = GuildAccessGrpc.newBlockingStub(connection);
      var request = AuthorizeRequest.getDefaultInstance();
      var refused = assertThrows(StatusRuntimeException.class, () -> unknown.authorize(request));
      assertEquals(Status.Code.UNAUTHENTICATED, refused.getStatus().getCode());
    } finally {
      connection.shutdownNow();
    }
  }
}
