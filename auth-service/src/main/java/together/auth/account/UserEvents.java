package together.auth.account;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import together.platform.json.Moments;
import together.platform.kafka.EventHeaders;
import together.platform.outbox.OutboxRecord;
import together.proto.SessionRevoked;
import together.proto.UserEvent;
import together.proto.UserSettings;

/**
 * Events of topic {@code together.user.v1}; {@code seq} is the user's revision after the change.
 */
public final class UserEvents {
  private static final String TOPIC = "together.user.v1";

  private UserEvents() {}

  /** What all services know of a user. */
  public static together.proto.User proto(User user) {
    var proto =
        together.proto.User.newBuilder()
            .setId(user.id())
            .setUsername(user.username())
            .setBot(user.bot());
    if (user.globalName() != null) {
      proto.setGlobalName(user.globalName());
    }
    if (user.avatar() != null) {
      proto.setAvatar(user.avatar());
    }
    return proto.build();
  }

  /** The account exists from now on, at revision 1. */
  public static OutboxRecord created(together.proto.User user) {
    return record(
        "user_create",
        UserEvent.newBuilder().setUserId(user.getId()).setSeq(1).setUserCreate(user).build());
  }

  /** The public profile is another one. */
  public static OutboxRecord updated(User user) {
    return record("user_update", event(user).setUserUpdate(proto(user)).build());
  }

  /** What the user has set, as its own clients see it; a custom status that has expired is none. */
  public static UserSettings settings(User user, Instant now) {
    var settings =
        UserSettings.newBuilder()
            .setStatus(user.status().text())
            .setDirectMessagesFrom(user.directMessagesFrom().text());
    if (user.statusChosenAt() != null) {
      settings.setStatusChosenMillis(user.statusChosenAt().toEpochMilli());
    }
    var custom = user.customStatus(now);
    if (custom != null) {
      settings.setCustomStatus(proto(custom));
    }
    return settings.build();
  }

  private static together.proto.CustomStatus proto(CustomStatus custom) {
    var proto = together.proto.CustomStatus.newBuilder();
    if (custom.text() != null) {
      proto.setText(custom.text());
    }
    if (custom.emoji() != null) {
      proto.setEmoji(custom.emoji());
    }
    if (custom.expiresAt() != null) {
      proto.setExpiresAt(Moments.proto(custom.expiresAt()));
    }
    return proto.build();
  }

  /** The settings are others. */
  static OutboxRecord settingsUpdated(User user, UserSettings settings) {
    return record("user_settings_update", event(user).setUserSettingsUpdate(settings).build());
  }

  /** The account is gone for good: the last event of its user. */
  public static OutboxRecord erased(User user, boolean messages) {
    var erase = together.proto.UserErase.newBuilder().setMessages(messages);
    return record("user_erase", event(user).setUserErase(erase).build());
  }

  /**
   * One session has ended before its time; {@code session} null: all that began before {@code at}.
   */
  public static OutboxRecord sessionRevoked(User user, @Nullable Long session, Instant at) {
    var revoked = SessionRevoked.newBuilder().setRevokedAt(Moments.proto(at));
    if (session != null) {
      revoked.setSessionId(session);
    }
    return record("session_revoke", event(user).setSessionRevoke(revoked).build());
  }

  /** An event of this user, at its revision. */
  public static UserEvent.Builder event(User user) {
    return UserEvent.newBuilder().setUserId(user.id()).setSeq(user.revision());
  }

  /** For the log, by the name of its case. */
  public static OutboxRecord record(String type, UserEvent event) {
    var headers =
        Map.of(
            EventHeaders.USER_ID, Long.toString(event.getUserId()),
            EventHeaders.SEQ, Long.toString(event.getSeq()));
    return new OutboxRecord(TOPIC, event.getUserId(), event.getUserId(), type, headers, event);
  }
}
