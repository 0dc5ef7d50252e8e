package together.gateway.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import together.gateway.audience.GuildView;
import together.gateway.audience.Membership;
import together.gateway.log.Cursor;
import together.gateway.log.Positions;
import together.gateway.members.MemberIndex;
import together.gateway.presence.FakePresence;
import together.gateway.presence.GuildPresences;
import together.permission.Permission;
import together.proto.Channel;
import together.proto.Guild;
import together.proto.GuildMemberIds;
import together.proto.GuildVoiceStates;
import together.proto.Member;
import together.proto.OwnResponse;
import together.proto.PrivateChannel;
import together.proto.ReadState;
import together.proto.ReadStatesResponse;
import together.proto.Role;
import together.proto.User;

/** What READY has room for. */
class ReadyFrameTest {
  private static final int MOST = 300_000;
  private static final long FIRST_ID = 1_111_111_111_111_111_000L;
  private static final int PARTITIONS = 64;

  private final FakePresence presence = new FakePresence();
  private final List<Long> friends =
      LongStream.range(1, 251).map(i -> FIRST_ID + i).boxed().toList();
  private final GuildPresences presences =
      new GuildPresences(
          presence.presences,
          new MemberIndex(
              (guilds, most) ->
                  guilds.stream()
                      .map(id ->
                          GuildMemberIds.newBuilder()
                              .setGuildId(id)
                              .setMemberCount(friends.size())
                              .addAllUserIds(friends)
                              .build())
                      .toList(),
              250));

  /** A guild with so many channels and roles, under ids and names of usual length. */
  private static LoadedGuild guild(long number, int channels, int roles) {
    long id = FIRST_ID + number * 1_000_000;
    var guild =
        Guild.newBuilder()
            .setId(id)
            .setName("The server of number " + number)
            .setOwnerId(FIRST_ID)
            .setRevision(100)
            .setMemberCount(5_000)
            .setMember(
                Member.newBuilder()
                    .setUser(User.newBuilder().setId(FIRST_ID).setUsername("somebody"))
                    .addRoles(id + 1));
    for (int i = 0; i < roles; i++) {
      guild.addRoles(
          Role.newBuilder()
              .setId(id + i)
              .setName("role number " + i)
              .setPosition(i)
              .setPermissions(Permission.DEFAULT));
    }
    for (int i = 0; i < channels; i++) {
      guild.addChannels(
          Channel.newBuilder()
              .setId(id + 1_000 + i)
              .setGuildId(id)
              .setName("channel-number-" + i)
              .setParentId(id + 1_000));
    }
    var whole = guild.build();
    return new LoadedGuild(
        GuildView.of(whole),
        whole,
        new Membership(List.of(id + 1), Instant.EPOCH),
        GuildVoiceStates.getDefaultInstance(),
        Contained.NOTHING_MORE);
  }

  private static List<LoadedGuild> guilds(int count, int channels, int roles) {
    var guilds = new ArrayList<LoadedGuild>();
    for (int i = 0; i < count; i++) {
      guilds.add(guild(i, channels, roles));
    }
    return guilds;
  }

  private static List<ReadState> readStates(List<LoadedGuild> guilds) {
    return guilds.stream()
        .flatMap(guild -> guild.forClient().getChannelsList().stream())
        .map(channel ->
            ReadState.newBuilder()
                .setChannelId(channel.getId())
                .setLastReadId(channel.getId() + 7)
                .setLastMessageId(channel.getId() + 8)
                .build())
        .toList();
  }

  private ReadyFrame.Result ready(int mostBytes, List<LoadedGuild> guilds) {
    presences.members().ensure(guilds.stream().map(guild -> guild.view().id()).toList());
    var user = User.newBuilder().setId(FIRST_ID).setUsername("somebody").build();
    return new ReadyFrame(presences, mostBytes)
        .of(
            "s".repeat(36),
            new Cursor("e".repeat(22), new Positions(PARTITIONS)),
            new LoadedState(guilds, List.of(), OwnResponse.newBuilder().setUser(user).build()),
            ReadStatesResponse.newBuilder().addAllReadStates(readStates(guilds)).build());
  }

  private static JsonNode json(ReadyFrame.Result ready) throws Exception {
    return new ObjectMapper().readTree(new String(ready.frame(), UTF_8)).path("d");
  }

  @Test
  void aUserInAHundredServersAsTheyBeginHasAllOfThemWhole() throws Exception {
    var ready = ready(MOST, guilds(100, 2, 1));
    System.out.printf(
        "READY, 100 servers of 2 channels and 1 role: %,d bytes%n", ready.frame().length);
    assertTrue(ready.frame().length <= MOST, ready.frame().length + " bytes");
    assertEquals(List.of(), ready.rest());
    assertEquals(200, json(ready).path("read_states").size());
    assertEquals("e".repeat(22), json(ready).path("cursor").path("epoch").asText());
  }

  @Test
  void aHundredLargeServersCostNoMoreThanTheBound() throws Exception {
    friends.forEach(friend -> presence.online("node-a", friend));
    var guilds = guilds(100, 50, 20);
    var unbounded = ready(Integer.MAX_VALUE, guilds);
    var bounded = ready(MOST, guilds);
    System.out.printf(
        "READY, 100 servers of 50 channels and 20 roles: %,d bytes whole, %,d bounded, %d of them whole%n",
        unbounded.frame().length, bounded.frame().length, bounded.whole().size());
    assertTrue(unbounded.frame().length > 1_500_000, unbounded.frame().length + " bytes");
    assertTrue(bounded.frame().length <= MOST, bounded.frame().length + " bytes");
    assertEquals(100, bounded.whole().size() + bounded.rest().size());
    assertEquals(100, json(bounded).path("guilds").size());
    assertTrue(json(bounded).path("cursor").path("epoch").asText().startsWith("partial "));
  }

  @Test
  void whoSharesAPrivateChannelIsAmongThePresencesOnce() throws Exception {
    presence.online("node-a", 8, 9, 10, FIRST_ID);
    var channels = new ArrayList<PrivateChannel>();
    for (long id = 1; id <= 2; id++) {
      channels.add(
          PrivateChannel.newBuilder()
              .setId(id)
              .setType(3)
              .addRecipients(User.newBuilder().setId(FIRST_ID))
              .addRecipients(User.newBuilder().setId(8))
              .addRecipients(User.newBuilder().setId(8 + id))
              .addRecipients(User.newBuilder().setId(11))
              .build());
    }
    var own = OwnResponse.newBuilder().setUser(User.newBuilder().setId(FIRST_ID)).build();
    var ready =
        new ReadyFrame(presences, MOST)
            .of(
                "s",
                new Cursor("e", new Positions(PARTITIONS)),
                new LoadedState(List.of(), channels, own),
                ReadStatesResponse.getDefaultInstance());
    var online = new ArrayList<String>();
    json(ready).path("presences").forEach(one -> online.add(one.path("user").path("id").asText()));
    assertEquals(List.of("10", "8", "9"), online.stream().sorted().toList());
  }

  @Test
  void theSmallServersAreWholeAndTheLargeOnesFollow() throws Exception {
    var guilds = new ArrayList<>(guilds(20, 3, 2));
    guilds.add(3, guild(1_000, 2_000, 20));
    var ready = ready(MOST, guilds);
    assertEquals(List.of(guilds.get(3).view().id()), ready.rest());
    var shown = json(ready);
    var large = shown.path("guilds").path(3);
    assertTrue(large.path("unavailable").asBoolean());
    assertEquals("The server of number 1000", large.path("name").asText());
    assertTrue(large.path("icon").isNull());
    assertTrue(large.path("channels").isMissingNode());
    assertEquals(60, StreamSupport.stream(shown.path("read_states").spliterator(), false).count());
  }
}
