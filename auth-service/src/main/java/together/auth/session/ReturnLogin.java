package together.auth.session;

import jakarta.enterprise.context.ApplicationScoped;
import together.auth.AuthProblem;
import together.auth.device.Device;
import together.platform.problem.ProblemException;

/** The end of a login to an account that was to be erased. */
@ApplicationScoped
public class ReturnLogin {
  private final LoginOpening opening;

  ReturnLogin(LoginOpening opening) {
    this.opening = opening;
  }

  /** Throws {@code INVALID_RESTORE_TICKET}. */
  public LoginView enter(String ticket, Device device, Welcome welcome) {
    return opening
        .afterReturn(ticket, device, welcome)
        .orElseThrow(
            () -> new ProblemException(AuthProblem.INVALID_RESTORE_TICKET, "log in again"));
  }
}
