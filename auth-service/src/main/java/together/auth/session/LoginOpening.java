package together.auth.session;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import together.auth.account.User;
import together.auth.account.UserRepository;
import together.auth.device.Device;
import together.auth.factor.SecondFactors;
import together.auth.session.LoginTickets.Purpose;
import together.auth.throttle.Budget;

/** Opens the session of a login that has proved itself, or asks for the second factor. */
@ApplicationScoped
class LoginOpening {
  private sealed interface Step {
    /** For the second factor. */
    record Wait(String ticket) implements Step {}

    /** The account is to be erased. */
    record Return(Instant deletionAt, String ticket) implements Step {}

    record Enter(SessionTokens.Opened opened) implements Step {}
  }

  private final UserRepository users;
  private final SecondFactors factors;
  private final LoginTickets tickets;
  private final SessionTokens sessions;
  private final LoginViews views;

  LoginOpening(
      UserRepository users,
      SecondFactors factors,
      LoginTickets tickets,
      SessionTokens sessions,
      LoginViews views) {
    this.users = users;
    this.factors = factors;
    this.tickets = tickets;
    this.sessions = sessions;
    this.views = views;
  }

  /**
   * Empty when the password was changed while this one was being checked.
   *
   * @param rehashed what is stored of the same password from now on
   * @param budget what the password counted against
   */
  Optional<LoginAnswer> afterPassword(
      User checked, Optional<String> rehashed, Device device, Budget budget) {
    var step =
        QuarkusTransaction.requiringNew()
            .call(() -> stepForward(checked, rehashed, device, budget));
    return step.map(this::answer);
  }

  /** Signed after the transaction, which nobody has to wait for then. */
  private LoginAnswer answer(Step step) {
    return switch (step) {
      case Step.Wait(String ticket) -> new MfaView(true, ticket);
      case Step.Return(Instant at, String ticket) -> new RestoreView(at, ticket);
      case Step.Enter(SessionTokens.Opened opened) -> views.of(opened);
    };
  }

  private Optional<Step> stepForward(
      User checked, Optional<String> rehashed, Device device, Budget budget) throws SQLException {
    var user = current(checked, rehashed.isPresent());
    if (user.isEmpty()) {
      return Optional.empty();
    }
    rehashed.ifPresent(user.get()::rehash);
    var subject = budget.kind() + "|" + budget.subject();
    if (factors.isOn(checked.id())) {
      return Optional.of(new Step.Wait(tickets.create(Purpose.CODE, user.get(), subject)));
    }
    return Optional.of(enter(user.get(), device, subject));
  }

  /** Nothing is missing any more; but an account that is to be erased is not for use. */
  private Step enter(User user, Device device, String budget) throws SQLException {
    var deletionAt = user.deletionAt();
    return deletionAt == null
        ? new Step.Enter(sessions.open(user, device, isKnown(budget)))
        : new Step.Return(deletionAt, tickets.create(Purpose.RESTORE, user, budget));
  }

  /** As above, when the second factor was right. */
  Optional<LoginAnswer> afterCode(LoginTickets.Ticket ticket, String text, Device device) {
    return QuarkusTransaction.requiringNew()
        .call(() -> {
          var user =
              users
                  .hold(ticket.userId())
                  .filter(held -> held.credentialsVersion() == ticket.credentialsVersion());
          if (user.isEmpty() || !tickets.use(text)) {
            return Optional.<Step>empty();
          }
          return Optional.of(enter(user.get(), device, ticket.budget()));
        })
        .map(this::answer);
  }

  /**
   * The session of a login that got a ticket to come back; empty when that is not good any more.
   *
   * @param welcome what its account's return takes, under the lock of its row
   */
  Optional<LoginView> afterReturn(String text, Device device, Welcome welcome) {
    return QuarkusTransaction.requiringNew()
        .call(() -> {
          var ticket = tickets.restoring(text);
          if (ticket.isEmpty()) {
            return Optional.<SessionTokens.Opened>empty();
          }
          // The account's row before the ticket's, as who erases it takes them.
          var user =
              users
                  .lock(ticket.get().userId())
                  .filter(held -> held.credentialsVersion() == ticket.get().credentialsVersion());
          if (user.isEmpty() || !tickets.use(text)) {
            return Optional.<SessionTokens.Opened>empty();
          }
          welcome.back(user.get());
          return Optional.of(sessions.open(user.get(), device, isKnown(ticket.get().budget())));
        })
        .map(views::of);
  }

  private Optional<User> current(User checked, boolean toChange) {
    var user = toChange ? users.lock(checked.id()) : users.hold(checked.id());
    return user.filter(held -> held.credentialsVersion() == checked.credentialsVersion());
  }

  /** Whether the password counted against a device of the account's own. */
  private static boolean isKnown(String budget) {
    return budget.startsWith("device|");
  }
}
