package together.message.readstate;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import together.message.access.ChannelAccess;
import together.message.access.Memberships;
import together.message.notification.SettingsRepository;
import together.message.own.OwnEvents;
import together.message.store.Transactions;
import together.permission.Permission;
import together.proto.MessageEvent;
import together.proto.ReadState;
import together.proto.ReadStatesGuild;

/** What a user has read; the same on all of the user's sessions. */
@ApplicationScoped
public class ReadStateService {
  private final ChannelAccess access;
  private final Memberships memberships;
  private final Transactions transactions;
  private final ReadStateRepository states;
  private final SettingsRepository settings;
  private final OwnEvents own;

  ReadStateService(
      ChannelAccess access,
      Memberships memberships,
      Transactions transactions,
      ReadStateRepository states,
      SettingsRepository settings,
      OwnEvents own) {
    this.access = access;
    this.memberships = memberships;
    this.transactions = transactions;
    this.states = states;
    this.settings = settings;
    this.own = own;
  }

  /**
   * The user has read a channel up to a message.
   *
   * @param mayGoBack whether the mark may move back: what comes after it is unread again
   */
  void acknowledge(long userId, long channelId, long messageId, boolean mayGoBack) {
    var grant = access.authorize(userId, channelId, Permission.VIEW_CHANNEL);
    // Roles matter for what is still unread, which is seldom anything.
    var guilds =
        isRead(channelId, messageId) || grant.guildId() == 0
            ? List.<ReadStatesGuild>of()
            : List.of(memberships.of(userId, grant.guildId()));
    transactions.write(connection -> {
      boolean moved = states.move(connection, userId, channelId, messageId, mayGoBack);
      if (moved) {
        var state = states(connection, userId, List.of(channelId), guilds).getFirst();
        var event =
            MessageEvent.newBuilder()
                .setChannelId(channelId)
                .setGuildId(grant.guildId())
                .setRevision(grant.revision())
                .setReadStateUpdate(state);
        own.tell(connection, userId, event);
      }
      return moved;
    });
    own.told();
  }

  /** Whether nothing after the message has pinged anybody yet. */
  private boolean isRead(long channelId, long messageId) {
    return transactions.read(connection -> states.lastMention(connection, channelId) <= messageId);
  }

  /** A user's states in those of the channels that have messages. */
  public List<ReadState> states(long userId, List<Long> channelIds, List<ReadStatesGuild> guilds) {
    return channelIds.isEmpty()
        ? List.of()
        : transactions.read(connection -> states(connection, userId, channelIds, guilds));
  }

  private List<ReadState> states(
      Connection connection, long userId, List<Long> channelIds, List<ReadStatesGuild> guilds)
      throws SQLException {
    var wanted = settings.of(connection, userId);
    return states.states(connection, userId, channelIds, guilds, wanted);
  }
}
