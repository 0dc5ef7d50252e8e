package together.auth.session;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;
import together.auth.AuthProblem;
import together.auth.account.Accounts;
import together.auth.account.RegisterRequest;
import together.auth.account.Registration;
import together.auth.account.User;
import together.auth.account.UserRepository;
import together.auth.account.Username;
import together.auth.password.PasswordHashes;
import together.auth.token.AccessTokenIssuer;
import together.platform.problem.ProblemException;

/**
 * Registers, logs in and refreshes. Passwords are hashed and tokens signed outside of transactions,
 * so that nobody holds a connection meanwhile.
 */
@ApplicationScoped
public class LoginService {
  private final Accounts accounts;
  private final UserRepository users;
  private final PasswordHashes passwords;
  private final SessionTokens sessions;
  private final AccessTokenIssuer accessTokens;

  LoginService(
      Accounts accounts,
      UserRepository users,
      PasswordHashes passwords,
      SessionTokens sessions,
      AccessTokenIssuer accessTokens) {
    this.accounts = accounts;
    this.users = users;
    this.passwords = passwords;
    this.sessions = sessions;
    this.accessTokens = accessTokens;
  }

  /** Makes an account, and its first session. */
  public LoginView register(RegisterRequest request, Device device) {
    var registration = Registration.of(request);
    accounts.requireFree(registration.name());
    var hash = passwords.hash(registration.password());
    return view(
        QuarkusTransaction.requiringNew()
            .call(() -> sessions.open(accounts.create(registration, hash), device)));
  }

  /** The same answer after the same time, whether the name is unknown or the password is wrong. */
  public LoginView login(LoginRequest request, Device device) {
    var name = Username.of(text(request.username()));
    var user = name.flatMap(users::findByName);
    var hash = user.map(User::passwordHash).orElse(null);
    if (!passwords.matches(text(request.password()), hash) || user.isEmpty()) {
      throw new ProblemException(
          AuthProblem.INVALID_CREDENTIALS, "the username or the password is wrong");
    }
    return view(QuarkusTransaction.requiringNew().call(() -> sessions.open(user.get(), device)));
  }

  /** The session goes on with new tokens. */
  public LoginView refresh(RefreshRequest request) {
    var token = request.refreshToken();
    if (token == null) {
      throw ProblemException.invalid("refresh_token", "NOT_NULL", "must not be null");
    }
    return view(
        QuarkusTransaction.requiringNew()
            .call(() -> sessions.refresh(token))
            .orElseThrow(
                () -> new ProblemException(AuthProblem.INVALID_REFRESH_TOKEN, "log in again")));
  }

  private LoginView view(SessionTokens.Opened opened) {
    var user = opened.user();
    var access = accessTokens.issue(user.id(), opened.sessionId(), user.username());
    return new LoginView(access.value(), opened.refreshToken(), access.expiresIn(), user);
  }

  private static String text(@Nullable String value) {
    return value == null ? "" : value;
  }
}
