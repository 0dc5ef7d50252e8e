package together.auth.password;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.text.Normalizer;
import java.util.Base64;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * An Argon2id hash (RFC 9106) with what it was made with, in the PHC string format: {@code
 * $argon2id$v=19$m=19456,t=2,p=1$salt$hash}. Computing one takes tens of milliseconds of a core and
 * {@code memoryKib} of heap: only {@link PasswordHashes} does.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared but by matches
record PasswordHash(Cost cost, byte[] salt, byte[] hash) implements StoredHash {
  /**
   * What one hash costs.
   *
   * @param memoryKib heap, KiB
   * @param passes over that memory
   */
  record Cost(int memoryKib, int passes) {}

  private static final int HASH_BYTES = 32;
  private static final int MOST_MEMORY_KIB = 65_536;
  private static final int MOST_PASSES = 10;
  private static final Pattern PHC =
      Pattern.compile(
          "\\$argon2id\\$v=19\\$m=(\\d{1,8}),t=(\\d{1,4}),p=1\\$([A-Za-z0-9+/]+)\\$([A-Za-z0-9+/]+)");

  static PasswordHash of(String password, byte[] salt, Cost cost) {
    return new PasswordHash(cost, salt, compute(password, salt, cost));
  }

  /** Whether it is one, of a cost that can be paid. */
  static boolean isOne(String stored) {
    var parts = PHC.matcher(stored);
    return parts.matches()
        && Integer.parseInt(parts.group(1)) <= MOST_MEMORY_KIB
        && Integer.parseInt(parts.group(2)) <= MOST_PASSES;
  }

  static PasswordHash parse(String phc) {
    var parts = PHC.matcher(phc);
    if (!parts.matches()) {
      throw new IllegalArgumentException("not an Argon2id hash in PHC format");
    }
    var decoder = Base64.getDecoder();
    var cost = new Cost(Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2)));
    return new PasswordHash(cost, decoder.decode(parts.group(3)), decoder.decode(parts.group(4)));
  }

  @Override
  public boolean matches(String password) {
    return MessageDigest.isEqual(hash, compute(password, salt, cost));
  }

  @Override
  public boolean isWorth(Cost asked) {
    return cost.memoryKib() >= asked.memoryKib() && cost.passes() >= asked.passes();
  }

  private static byte[] compute(String password, byte[] salt, Cost cost) {
    var generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(cost.memoryKib())
            .withIterations(cost.passes())
            .withParallelism(1)
            .withSalt(salt)
            .build());
    var hash = new byte[HASH_BYTES];
    // One password typed on two systems may come in two Unicode forms (NIST SP 800-63B, 3.1.1.2).
    var normal = Normalizer.normalize(password, Normalizer.Form.NFKC);
    generator.generateBytes(normal.getBytes(UTF_8), hash);
    return hash;
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
