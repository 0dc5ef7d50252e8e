package together.auth.deletion;

/** The end of all that an account has in servers; guild-service does it. */
interface Departing {
  /**
   * Some seconds of it; true when nothing is left. May be repeated. Throws when guild-service does
   * not answer. Never called inside a transaction.
   */
  boolean leave(long userId);
}
