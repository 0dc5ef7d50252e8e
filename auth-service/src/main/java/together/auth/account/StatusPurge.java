package together.auth.account;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import together.auth.upkeep.Purge;

/** Forgets custom statuses that nobody is shown any more. */
@ApplicationScoped
class StatusPurge implements Purge {
  private static final int AT_ONCE = 500;

  private final UserRepository users;

  StatusPurge(UserRepository users) {
    this.users = users;
  }

  @Override
  public boolean purge(Instant now) {
    return users.forgetCustomStatuses(now, AT_ONCE) == AT_ONCE;
  }
}
