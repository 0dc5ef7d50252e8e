package together.auth.session;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import together.auth.AuthProblem;
import together.auth.device.Device;
import together.auth.reauth.CodeCheck;
import together.auth.throttle.Budget;
import together.auth.throttle.Throttle;
import together.platform.problem.ProblemException;

/** The second half of a login: a code for the ticket that a right password got. */
@ApplicationScoped
public class MfaLoginService {
  private final LoginTickets tickets;
  private final CodeCheck codes;
  private final LoginOpening opening;
  private final Throttle throttle;

  MfaLoginService(LoginTickets tickets, CodeCheck codes, LoginOpening opening, Throttle throttle) {
    this.tickets = tickets;
    this.codes = codes;
    this.opening = opening;
    this.throttle = throttle;
  }

  /** Throws {@code INVALID_MFA_TICKET}, {@code INVALID_MFA_CODE} or {@code TOO_MANY_ATTEMPTS}. */
  public LoginAnswer login(MfaLoginRequest request, Device device) {
    var text = request.ticket() == null ? "" : request.ticket();
    var ticket =
        find(text)
            .orElseThrow(
                () -> new ProblemException(AuthProblem.INVALID_MFA_TICKET, "log in again"));
    // Apart from passwords, but as theirs: a stranger who knows the password closes no known
    // device.
    var budgets =
        List.of(
            new Budget(
                "code",
                ticket.userId() + "|" + ticket.budget(),
                throttle.settings().accountFree(),
                true));
    throttle.enter(budgets);
    codes.require(ticket.userId(), null, device, request.code());
    throttle.succeeded(budgets);
    return opening
        .afterCode(ticket, text, device)
        .orElseThrow(() -> new ProblemException(AuthProblem.INVALID_MFA_TICKET, "log in again"));
  }

  private Optional<LoginTickets.Ticket> find(String text) {
    return QuarkusTransaction.requiringNew().call(() -> tickets.attempt(text));
  }
}
