package together.auth.account;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import together.platform.outbox.Outbox;
import together.platform.problem.CommonProblem;
import together.platform.problem.ProblemException;
import together.platform.request.TextRule;

/** What users are for others, and how they change it. */
@ApplicationScoped
public class Profiles {
  private static final TextRule GLOBAL_NAME = new TextRule("global_name", 1, 32);

  private final UserRepository users;
  private final Outbox outbox;

  Profiles(UserRepository users, Outbox outbox) {
    this.users = users;
    this.outbox = outbox;
  }

  @Transactional
  public User get(long userId) {
    return users.findByIdOptional(userId).orElseThrow(Profiles::unknown);
  }

  /** Told to everybody when others see it. */
  @Transactional
  public User update(long userId, UpdateProfileRequest request) {
    var user = users.lock(userId).orElseThrow(Profiles::unknown);
    var before = UserView.of(user);
    user.globalName =
        request.globalName().applyOptional(user.globalName, GLOBAL_NAME::checkOptional);
    user.directMessagesFrom =
        request.directMessagesFrom().apply(user.directMessagesFrom, Profiles::directMessages);
    tell(user, before);
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
