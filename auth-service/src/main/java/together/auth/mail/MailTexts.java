package together.auth.mail;

import java.time.Duration;

/** What mails say: plain text, in English. */
final class MailTexts {
  private MailTexts() {}

  static Letter confirmation(String to, String username, String link, Duration lifetime) {
    return new Letter(
        to,
        "Confirm your e-mail address",
        """
        Hello %s,

        somebody, probably you, gave this address for the account "%s" on Together.
        To confirm it, open this link within %d hours:

        %s

        If it was not you, do nothing: the address is not used.
        """
            .formatted(username, username, lifetime.toHours(), link));
  }

  static Letter addressInUse(String to, String username, String reset) {
    return new Letter(
        to,
        "Your e-mail address was given again",
        """
        Hello %s,

        somebody, perhaps you, gave this address for another account on Together. It belongs to
        your account "%s", and nothing has changed. If you have forgotten the password, ask
        for a new one here:

        %s
        """
            .formatted(username, username, reset));
  }

  static Letter reset(String to, String username, String link, Duration lifetime) {
    return new Letter(
        to,
        "Choose a new password",
        """
        Hello %s,

        somebody, probably you, asked for a new password for the account "%s" on Together.
        To choose one, open this link within %d minutes:

        %s

        If it was not you, do nothing: the password stays as it is.
        """
            .formatted(username, username, lifetime.toMinutes(), link));
  }

  static Letter operatorReset(
      String to, String username, String link, Duration lifetime, String reset) {
    return new Letter(
        to,
        "Choose a new password",
        """
        Hello %s,

        the operator of this Together has ended all sessions of your account "%s" and asks you
        to choose a new password. Open this link within %d minutes:

        %s

        Nobody but you gets to know it, and until then the present password stays good. When the
        link has expired, ask for another one here:

        %s
        """
            .formatted(username, username, lifetime.toMinutes(), link, reset));
  }

  static Letter notice(MailKind kind, String to, String username, String detail, String reset) {
    return new Letter(
        to,
        subject(kind),
        """
        Hello %s,

        %s

        If it was not you, choose a new password, which ends all sessions:

        %s
        """
            .formatted(username, event(kind, detail), reset));
  }

  private static String subject(MailKind kind) {
    return switch (kind) {
      case PASSWORD_CHANGED -> "Your password was changed";
      case EMAIL_CHANGED -> "Your e-mail address was changed";
      case NEW_DEVICE -> "A login from a new device";
      case MFA_ENABLED -> "A second factor was added";
      case MFA_DISABLED -> "The second factor was removed";
      case DELETION_REQUESTED -> "Your account will be deleted";
      case DELETION_CANCELLED -> "Your account stays";
      case EXPORT_READY -> "Your data is ready";
      case CONFIRM_EMAIL, RESET_PASSWORD, OPERATOR_RESET ->
          throw new IllegalArgumentException("no notice");
    };
  }

  private static String event(MailKind kind, String detail) {
    return switch (kind) {
      case PASSWORD_CHANGED -> "the password of your account on Together was changed.";
      case EMAIL_CHANGED ->
          "the e-mail address of your account on Together was changed: mail no longer goes here.";
      case NEW_DEVICE ->
          "your account on Together was logged in to from a device not seen before:\n" + detail;
      case MFA_ENABLED -> "logins to your account on Together ask for a second factor from now on.";
      case MFA_DISABLED -> "logins to your account on Together no longer ask for a second factor.";
      case DELETION_REQUESTED ->
          "your account on Together and what is personal in it will be erased at\n"
              + detail
              + ".\nUntil then you can take that back: log in again.";
      case DELETION_CANCELLED ->
          "somebody has logged in and taken back that your account on Together be deleted.";
      case EXPORT_READY ->
          "all that Together holds on you is ready to be downloaded, once, until\n" + detail + ".";
      case CONFIRM_EMAIL, RESET_PASSWORD, OPERATOR_RESET ->
          throw new IllegalArgumentException("no notice");
    };
  }
}
