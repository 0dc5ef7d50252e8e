package together.auth.password;

/** A password's hash as the database has it. */
sealed interface StoredHash permits PasswordHash, BcryptHash {
  /** Throws {@link IllegalArgumentException} when it is neither Argon2id nor bcrypt. */
  static StoredHash parse(String stored) {
    return BcryptHash.isOne(stored) ? new BcryptHash(stored) : PasswordHash.parse(stored);
  }

  /** Whether this is the password; compares in constant time. */
  boolean matches(String password);

  /** Whether it was made with at least that cost; else the next login makes it anew. */
  boolean isWorth(PasswordHash.Cost cost);
}
