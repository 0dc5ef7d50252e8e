package together.auth.session;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import together.auth.AuthProblem;
import together.auth.device.Device;
import together.platform.problem.ProblemException;

/** Carries sessions on. */
@ApplicationScoped
public class RefreshService {
  private final SessionTokens sessions;
  private final LoginViews views;

  RefreshService(SessionTokens sessions, LoginViews views) {
    this.sessions = sessions;
    this.views = views;
  }

  /** The session goes on with new tokens. Throws {@code INVALID_REFRESH_TOKEN}. */
  public LoginView refresh(RefreshRequest request, Device device) {
    var token = request.refreshToken();
    if (token == null) {
      throw ProblemException.invalid("refresh_token", "NOT_NULL", "must not be null");
    }
    return views.of(
        QuarkusTransaction.requiringNew()
            .call(() -> sessions.refresh(token, device))
            .orElseThrow(
                () -> new ProblemException(AuthProblem.INVALID_REFRESH_TOKEN, "log in again")));
  }
}
