package together.auth.mail;

/** What a mail is about. */
public enum MailKind {
  /** A link that confirms a new address; or the news that it is another account's already. */
  CONFIRM_EMAIL,
  /** A link that resets the password of the account with this address, when there is one. */
  RESET_PASSWORD,
  /** The same link, which the operator asked for. */
  OPERATOR_RESET,
  /** The account has another password. */
  PASSWORD_CHANGED,
  /** The account has another address; goes to the old one. */
  EMAIL_CHANGED,
  /** A login from a device not seen before. */
  NEW_DEVICE,
  /** A second factor is asked for from now on. */
  MFA_ENABLED,
  /** No second factor is asked for any more. */
  MFA_DISABLED,
  /** The account is to be erased; says when. */
  DELETION_REQUESTED,
  /** The account is not to be erased any more. */
  DELETION_CANCELLED,
  /** What was asked to be exported can be downloaded; says until when. */
  EXPORT_READY
}
