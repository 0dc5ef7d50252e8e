package together.guild.member;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Map;
import together.guild.database.Sql;
import together.guild.directory.Users;
import together.platform.kafka.EventHeaders;
import together.platform.outbox.Outbox;
import together.platform.outbox.OutboxRecord;
import together.proto.GuildEvent;
import together.proto.MemberProfile;
import together.proto.User;

/**
 * What a user's new profile changes here: the names members are found by, and one record that says
 * in which guilds it is to be told, whatever their size. Gateways know their sockets' guilds, not
 * everybody's.
 */
@ApplicationScoped
public class ProfileChanges {
  private static final String TOPIC = "together.guild.v1";

  private final Sql sql;
  private final MemberNames names;
  private final Users users;
  private final Outbox outbox;

  ProfileChanges(Sql sql, MemberNames names, Users users, Outbox outbox) {
    this.sql = sql;
    this.names = names;
    this.users = users;
    this.outbox = outbox;
  }

  /**
   * May come again after a crash: readers drop a record whose revision is not newer.
   *
   * @param revision the user's
   */
  @Transactional
  public void take(User user, long revision) {
    // Whoever is told asks here next.
    users.forget(user.getId());
    names.refresh(user);
    var guildIds =
        sql.list(
            "SELECT guild_id FROM members WHERE user_id = ? ORDER BY guild_id",
            row -> row.getLong("guild_id"),
            user.getId());
    var profile =
        MemberProfile.newBuilder().setUser(user).setRevision(revision).addAllGuildIds(guildIds);
    outbox.append(
        new OutboxRecord(
            TOPIC,
            user.getId(),
            user.getId(),
            "member_profile",
            Map.of(
                EventHeaders.USER_ID,
                Long.toString(user.getId()),
                EventHeaders.REVISION,
                Long.toString(revision)),
            GuildEvent.newBuilder().setMemberProfile(profile).build()));
  }
}
