package together.auth.password;

import static java.nio.charset.StandardCharsets.UTF_8;

import de.mkammerer.argon2.Argon2Advanced;
import de.mkammerer.argon2.Argon2Factory;
import de.mkammerer.argon2.Argon2Factory.Argon2Types;
import java.security.MessageDigest;
import java.text.Normalizer;
import java.util.Base64;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An Argon2id hash (RFC 9106) with what it was made with, in the PHC string format: {@code
 * $argon2id$v=19$m=19456,t=2,p=1$salt$hash}. Computing one takes tens of milliseconds of a core and
 * {@code memoryKib} beside the heap (ADR 27): only {@link PasswordHashes} does.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared but by matches
record PasswordHash(Cost cost, byte[] salt, byte[] hash) implements StoredHash {
  /**
   * What one hash costs.
   *
   * @param memoryKib native memory, KiB
   * @param passes over that memory
   */
  record Cost(int memoryKib, int passes) {}

  private record Bounds(int least, int most) {
    boolean has(byte[] bytes) {
      return bytes.length >= least && bytes.length <= most;
    }
  }

  /** Of the hashes made here. */
  static final int HASH_BYTES = 32;

  /** RFC 9106, 3.1, allows no less. */
  static final Cost LEAST = new Cost(8, 1);

  private static final Bounds SALT = new Bounds(8, 64);
  private static final Bounds HASH = new Bounds(16, 64);

  /** What can be paid. */
  private static final int MOST_MEMORY_KIB = 65_536;

  private static final int MOST_PASSES = 10;

  private static final String BASE64 = "((?:[A-Za-z0-9+/]{4})+(?:[A-Za-z0-9+/]{2,3})?)";
  private static final Pattern PHC =
      Pattern.compile(
          "\\$argon2id\\$v=19\\$m=(\\d{1,8}),t=([1-9]\\d{0,3}),p=1\\$" + BASE64 + "\\$" + BASE64);

  private static final Argon2Advanced ARGON2 = Argon2Factory.createAdvanced(Argon2Types.ARGON2id);

  static PasswordHash of(String password, byte[] salt, Cost cost) {
    return new PasswordHash(cost, salt, compute(password, salt, cost, HASH_BYTES));
  }

  /** Whether it is one, of a cost that can be paid. */
  static boolean isOne(String stored) {
    var read = read(stored);
    return read != null
        && read.cost.memoryKib() <= MOST_MEMORY_KIB
        && read.cost.passes() <= MOST_PASSES;
  }

  static PasswordHash parse(String phc) {
    var read = read(phc);
    if (read == null) {
      throw new IllegalArgumentException("not an Argon2id hash in PHC format");
    }
    return read;
  }

  private static @Nullable PasswordHash read(String phc) {
    var parts = PHC.matcher(phc);
    if (!parts.matches()) {
      return null;
    }
    var decoder = Base64.getDecoder();
    int memoryKib = Integer.parseInt(parts.group(1));
    var cost = new Cost(memoryKib, Integer.parseInt(parts.group(2)));
    var salt = decoder.decode(parts.group(3));
    var hash = decoder.decode(parts.group(4));
    boolean possible = memoryKib >= LEAST.memoryKib() && SALT.has(salt) && HASH.has(hash);
    return possible ? new PasswordHash(cost, salt, hash) : null;
  }

  @Override
  public boolean matches(String password) {
    return MessageDigest.isEqual(hash, compute(password, salt, cost, hash.length));
  }

  @Override
  public boolean isWorth(Cost asked) {
    return cost.memoryKib() >= asked.memoryKib() && cost.passes() >= asked.passes();
  }

  private static byte[] compute(String password, byte[] salt, Cost cost, int bytes) {
    // One password typed on two systems may come in two Unicode forms (NIST SP 800-63B, 3.1.1.2).
    var normal = Normalizer.normalize(password, Normalizer.Form.NFKC).getBytes(UTF_8);
    return ARGON2.pbkdf(cost.passes(), cost.memoryKib(), 1, normal, salt, bytes);
  }

  /** The PHC string, as stored. */
  @Override
  public String toString() {
    var encoder = Base64.getEncoder().withoutPadding();
    return "$argon2id$v=19$m=%d,t=%d,p=1$%s$%s"
        .formatted(
            cost.memoryKib(),
            cost.passes(),
            encoder.encodeToString(salt),
            encoder.encodeToString(hash));
  }
}
