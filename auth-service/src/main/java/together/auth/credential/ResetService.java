package together.auth.credential;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import together.auth.AuthProblem;
import together.auth.account.User;
import together.auth.account.UserRepository;
import together.auth.device.Device;
import together.auth.event.SecurityEventType;
import together.auth.mail.MailQueue;
import together.auth.mail.MailToken.Purpose;
import together.auth.mail.MailTokens;
import together.auth.password.PasswordHashes;
import together.platform.problem.ProblemException;

/** Gives whoever reads the account's mail a new password. */
@ApplicationScoped
public class ResetService {
  private final UserRepository users;
  private final MailQueue mails;
  private final MailTokens tokens;
  private final ResetCodes codes;
  private final PasswordHashes passwords;
  private final PasswordService changes;

  ResetService(
      UserRepository users,
      MailQueue mails,
      MailTokens tokens,
      ResetCodes codes,
      PasswordHashes passwords,
      PasswordService changes) {
    this.users = users;
    this.mails = mails;
    this.tokens = tokens;
    this.codes = codes;
    this.passwords = passwords;
    this.changes = changes;
  }

  /** The same for every address: whether it is anybody's is found out behind the answer. */
  public void ask(ResetPasswordRequest request) {
    var address = EmailService.address(request.email());
    QuarkusTransaction.requiringNew()
        .call(() -> {
          mails.reset(address);
          return true;
        });
  }

  /** Throws {@code INVALID_LINK}, 422 on {@code password}, or what the second factor throws. */
  public ResetView confirm(ConfirmResetRequest request, Device device) {
    var text = request.token() == null ? "" : request.token();
    var user = QuarkusTransaction.requiringNew().call(() -> owner(text));
    var password = PasswordService.acceptable("password", request.password(), user);
    codes.require(user.id(), device, request.code());
    var hash = passwords.hash(password);
    QuarkusTransaction.requiringNew()
        .call(() -> {
          // The account's row before the token's, as whoever revokes tokens takes them.
          var _ = users.lock(user.id());
          var _ = tokens.use(Purpose.RESET_PASSWORD, text).orElseThrow(ResetService::invalid);
          return changes.set(user, hash, null, device, SecurityEventType.PASSWORD_RESET);
        });
    return new ResetView(codes.deviceToken(user.id()));
  }

  private User owner(String text) throws SQLException {
    var token = tokens.find(Purpose.RESET_PASSWORD, text).orElseThrow(ResetService::invalid);
    return users
        .findByIdOptional(token.userId())
        .filter(user -> token.address().equals(user.email()))
        .orElseThrow(ResetService::invalid);
  }

  static ProblemException invalid() {
    return new ProblemException(
        AuthProblem.INVALID_LINK, "it is unknown, expired, or was used: ask for another");
  }
}
