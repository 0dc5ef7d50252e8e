package together.guild.member;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;
import together.guild.testing.GuildLog;
import together.guild.testing.GuildPlatform;
import together.guild.testing.TestUser;
import together.platform.kafka.EventHeaders;
import together.proto.User;

@QuarkusTest
@WithTestResource(GuildPlatform.class)
class ProfileChangesTest {
  @Inject ProfileChanges profiles;

  private static User named(TestUser user, String name) {
    return User.newBuilder().setId(user.id()).setUsername(name).build();
  }

  @Test
  void oneChangeIsOneRecordThatNamesTheUsersServers() throws Exception {
    var user = TestUser.create();
    var first = Long.parseLong(user.createServer());
    var second = Long.parseLong(user.createServer());
    var left = user.createServer();
    user.delete("/api/servers/{id}", left).then().statusCode(204);
    TestUser.create().createServer();
    profiles.take(named(user, "renamed"), 7);
    var entries = GuildLog.ofChannel(Long.toString(user.id()), 0);
    assertEquals(1, entries.size());
    var entry = entries.getFirst();
    var profile = entry.event().getMemberProfile();
    assertEquals("renamed", profile.getUser().getUsername());
    assertEquals(7, profile.getRevision());
    assertEquals(List.of(first, second), profile.getGuildIdsList());
    assertEquals("7", entry.header(EventHeaders.REVISION));
    assertEquals(Long.toString(user.id()), entry.header(EventHeaders.USER_ID));
    assertEquals("", entry.header(EventHeaders.SEQ));
    assertEquals("", entry.header(EventHeaders.GUILD_ID));
    assertEquals("together.guild.v1.member_profile", entry.header("ce_type"));
  }

  @Test
  void whoIsInNoServerIsToldOfAllTheSame() throws Exception {
    var user = TestUser.create();
    profiles.take(named(user, "alone"), 2);
    var entry = GuildLog.ofChannel(Long.toString(user.id()), 0).getFirst();
    assertEquals(List.of(), entry.event().getMemberProfile().getGuildIdsList());
  }
}
