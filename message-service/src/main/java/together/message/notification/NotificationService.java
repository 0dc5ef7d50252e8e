package together.message.notification;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import together.message.MessageProblem;
import together.message.access.ChannelAccess;
import together.message.access.Memberships;
import together.message.own.OwnEvents;
import together.message.store.Transactions;
import together.permission.Permission;
import together.proto.MessageEvent;

/** What users want to be notified of; the same on all sessions of one. */
@ApplicationScoped
public class NotificationService {
  private static final int MOST = 500;

  private final ChannelAccess access;
  private final Memberships memberships;
  private final Transactions transactions;
  private final SettingsRepository settings;
  private final OwnEvents own;

  NotificationService(
      ChannelAccess access,
      Memberships memberships,
      Transactions transactions,
      SettingsRepository settings,
      OwnEvents own) {
    this.access = access;
    this.memberships = memberships;
    this.transactions = transactions;
    this.settings = settings;
    this.own = own;
  }

  public Settings of(long userId) {
    return transactions.read(connection -> settings.of(connection, userId));
  }

  /** Changes some of them, all or none, and tells the user's sessions; the settings after it. */
  Settings change(long userId, List<SettingChange> changes) {
    var targets = new LinkedHashMap<SettingChange, Setting>();
    changes.forEach(change -> targets.put(change, target(userId, change)));
    var after =
        transactions.write(connection -> {
          own.lock(connection, userId);
          return change(connection, userId, targets);
        });
    own.told();
    return after;
  }

  /** What the user may see, without any setting; else 404. */
  private Setting target(long userId, SettingChange change) {
    if (change.isOfGuild()) {
      if (!memberships.of(userId, change.targetId()).hasJoinedAt()) {
        throw MessageProblem.UNKNOWN_SERVER.problem();
      }
      return Setting.none(change.targetId(), change.targetId());
    }
    var grant = access.ask(userId, change.targetId(), Permission.VIEW_CHANNEL.bit());
    if (!grant.has(Permission.VIEW_CHANNEL)) {
      throw MessageProblem.UNKNOWN_CHANNEL.problem();
    }
    return Setting.none(change.targetId(), grant.guildId());
  }

  private Settings change(Connection connection, long userId, Map<SettingChange, Setting> targets)
      throws SQLException {
    var all = new TreeMap<Long, Setting>();
    settings.of(connection, userId).all().forEach(one -> all.put(one.targetId(), one));
    var changed = new ArrayList<Setting>();
    for (var change : targets.entrySet()) {
      var none = change.getValue();
      var before = all.getOrDefault(none.targetId(), none);
      var after = change.getKey().of(before);
      if (!after.equals(before)) {
        settings.put(connection, userId, after);
        changed.add(after);
        all.put(after.targetId(), after);
      }
    }
    all.values().removeIf(Setting::isNone);
    if (all.size() > MOST) {
      throw MessageProblem.TOO_MANY_SETTINGS.problem();
    }
    if (!changed.isEmpty()) {
      var told = new Settings(changed).proto();
      own.tell(connection, userId, MessageEvent.newBuilder().setNotificationSettingsUpdate(told));
    }
    return new Settings(List.copyOf(all.values()));
  }
}
