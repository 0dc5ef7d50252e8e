package together.auth.reauth;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;
import together.auth.AuthProblem;
import together.auth.device.Device;
import together.auth.event.SecurityEventType;
import together.auth.event.SecurityEvents;
import together.auth.factor.SecondFactors;
import together.auth.factor.SecondFactors.Verdict;
import together.platform.problem.ProblemException;

/** Asks for a code where an account has a second factor, and writes down what came. */
@ApplicationScoped
public class CodeCheck {
  private final SecondFactors factors;
  private final SecurityEvents events;

  CodeCheck(SecondFactors factors, SecurityEvents events) {
    this.factors = factors;
    this.events = events;
  }

  /** Whether the account has a second factor. */
  public boolean isNeeded(long userId) {
    return QuarkusTransaction.requiringNew().call(() -> factors.isOn(userId));
  }

  /**
   * In a transaction of its own: the code is used up. Throws {@code MFA_REQUIRED} or {@code
   * INVALID_MFA_CODE}.
   */
  public void require(long userId, @Nullable Long sessionId, Device device, @Nullable String code) {
    if (code == null) {
      throw new ProblemException(AuthProblem.MFA_REQUIRED, "send the code of the second factor");
    }
    var verdict =
        QuarkusTransaction.requiringNew().call(() -> judge(userId, sessionId, device, code));
    if (verdict == Verdict.WRONG) {
      throw new ProblemException(
          AuthProblem.INVALID_MFA_CODE, "the code is wrong, or was used before");
    }
  }

  private Verdict judge(long userId, @Nullable Long sessionId, Device device, String code)
      throws Exception {
    var verdict = factors.use(userId, code);
    switch (verdict) {
      case WRONG -> events.add(SecurityEventType.MFA_FAILURE, userId, sessionId, device);
      case RECOVERY_CODE ->
          events.add(SecurityEventType.RECOVERY_CODE_USE, userId, sessionId, device);
      case TOTP -> {
        // Nothing to tell: the login or change that it is for is.
      }
    }
    return verdict;
  }
}
