package together.auth;

import together.platform.problem.ProblemType;

/** Problems of auth-service's own routes. */
public enum AuthProblem implements ProblemType {
  /** Login: wrong password or no such account; which of the two is never told. */
  INVALID_CREDENTIALS(401, "The username or the password is wrong"),
  /** Refresh: unknown, expired, revoked or used before. The client has to log in again. */
  INVALID_REFRESH_TOKEN(401, "The refresh token is not valid any more"),
  /** Operator routes: the operator token is missing or wrong. */
  INVALID_OPERATOR_TOKEN(401, "The operator token is missing or wrong"),
  /** Login with a second factor: the ticket is unknown, expired or used up. Log in again. */
  INVALID_MFA_TICKET(401, "The login has to begin anew"),
  /** Coming back to an account: the ticket is unknown, expired or used. Log in again. */
  INVALID_RESTORE_TICKET(401, "The login has to begin anew"),
  /** The caller's password was asked again, and is another one. */
  WRONG_PASSWORD(403, "The password is wrong"),
  /** This needs a {@code code} of the second factor, or a recovery code. */
  MFA_REQUIRED(403, "A code of the second factor is needed"),
  /** Not the code of this moment, or one that was used before. */
  INVALID_MFA_CODE(403, "The code of the second factor is wrong"),
  /** What a mailed link named is unknown, used or expired. */
  INVALID_LINK(404, "The link is not valid any more"),
  /** The name, without regard to case, belongs to somebody. */
  USERNAME_TAKEN(409, "The username is taken"),
  /** The address belongs to another account. */
  EMAIL_TAKEN(409, "The e-mail address is taken"),
  /** The user has no avatar with this hash, or none any more. */
  IMAGE_NOT_FOUND(404, "There is no such image"),
  /** No account has this id. */
  UNKNOWN_USER(404, "There is no such user"),
  /** The caller is no friend of the user, has no request, and has not blocked them. */
  UNKNOWN_RELATIONSHIP(404, "There is no such relationship"),
  /** Who has blocked somebody cannot ask them to be a friend. */
  USER_BLOCKED(409, "The user is blocked"),
  /**
   * One of the two has as many friends and requests, or the caller as many blocks, as one may have.
   */
  TOO_MANY_RELATIONSHIPS(409, "There are too many relationships"),
  /** There is no address that waits to be confirmed. */
  NO_PENDING_EMAIL(409, "No e-mail address waits to be confirmed"),
  /** The account has no confirmed address that a link could go to. */
  NO_CONFIRMED_EMAIL(409, "There is no confirmed e-mail address"),
  /** There is a second factor already: remove it first. */
  MFA_ENABLED(409, "There is a second factor already"),
  /** There is no second factor. */
  MFA_NOT_ENABLED(409, "There is no second factor"),
  /** There is no export to download, or none any more. */
  EXPORT_NOT_FOUND(404, "There is no export"),
  /** An export was made a while ago: the next one from {@code Retry-After} on. */
  EXPORT_TOO_SOON(429, "There was an export a while ago"),
  /** Too many wrong passwords or codes: nothing is judged until {@code Retry-After} is over. */
  TOO_MANY_ATTEMPTS(429, "Too many attempts"),
  /** More passwords wait to be checked than can be in good time; try again. */
  TOO_MANY_LOGINS(503, "Too many logins at this moment");

  private final int status;
  private final String title;

  AuthProblem(int status, String title) {
    this.status = status;
    this.title = title;
  }

  @Override
  public int status() {
    return status;
  }

  @Override
  public String title() {
    return title;
  }
}
