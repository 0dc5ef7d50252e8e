package together.auth.account;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import together.platform.outbox.Outbox;
import together.platform.problem.CommonProblem;
import together.platform.problem.ProblemException;
import together.platform.request.Patch;
import together.platform.request.TextRule;
import together.proto.UserSettings;

/** What users are for others, and how they change it. */
@ApplicationScoped
public class Profiles {
  private static final TextRule GLOBAL_NAME = new TextRule("global_name", 1, 32);

  private final UserRepository users;
  private final CustomStatuses customStatuses;
  private final Outbox outbox;
  private final Clock clock;

  Profiles(UserRepository users, CustomStatuses customStatuses, Outbox outbox, Clock clock) {
    this.users = users;
    this.customStatuses = customStatuses;
    this.outbox = outbox;
    this.clock = clock;
  }

  @Transactional
  public User get(long userId) {
    return users.findByIdOptional(userId).orElseThrow(Profiles::unknown);
  }

  /** What others see of it is told to them, the rest to the user's own sessions. */
  @Transactional
  public User update(long userId, UpdateProfileRequest request) {
    var user = users.lock(userId).orElseThrow(Profiles::unknown);
    var now = clock.instant();
    var before = UserView.of(user);
    var settingsBefore = UserEvents.settings(user, now);
    user.globalName =
        request.globalName().applyOptional(user.globalName, GLOBAL_NAME::checkOptional);
    user.directMessagesFrom =
        request.directMessagesFrom().apply(user.directMessagesFrom, Profiles::directMessages);
    if (request.status() instanceof Patch.Given<String>(var status)) {
      user.status = status(status);
      user.statusChosenAt = now.truncatedTo(ChronoUnit.MILLIS);
    }
    user.customStatus =
        request.customStatus().applyOptional(user.customStatus, customStatuses::check);
    tell(user, before);
    tellSettings(user, settingsBefore, now);
    return user;
  }

  /**
   * The user's picture is another one: {@code store} is called under the lock of the user's row,
   * unless it is the picture already.
   */
  @Transactional
  public User picture(long userId, @Nullable String hash, Runnable store) {
    var user = users.lock(userId).orElseThrow(Profiles::unknown);
    var before = UserView.of(user);
    if (!Objects.equals(user.avatar, hash)) {
      store.run();
      user.avatar = hash;
    }
    tell(user, before);
    return user;
  }

  private void tell(User user, UserView before) {
    if (!Objects.equals(before, UserView.of(user))) {
      user.raiseRevision();
      outbox.append(UserEvents.updated(user));
    }
  }

  private void tellSettings(User user, UserSettings before, Instant now) {
    var settings = UserEvents.settings(user, now);
    if (!settings.equals(before)) {
      user.raiseRevision();
      outbox.append(UserEvents.settingsUpdated(user, settings));
    }
  }

  private static Status status(@Nullable String text) {
    return Status.of(text == null ? "" : text)
        .orElseThrow(() ->
            ProblemException.invalid(
                "status", "ENUM", "must be 'online', 'idle', 'dnd' or 'invisible'"));
  }

  private static DirectMessages directMessages(@Nullable String text) {
    return DirectMessages.of(text == null ? "" : text)
        .orElseThrow(() ->
            ProblemException.invalid(
                "direct_messages_from",
                "ENUM",
                "must be 'everyone', 'server_members' or 'friends'"));
  }

  private static ProblemException unknown() {
    return new ProblemException(CommonProblem.NOT_FOUND, "no such user");
  }
}
