package together.auth.seal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;

/**
 * Seals what the database must keep but not tell: AES-256-GCM, bound to what it belongs to, under a
 * key derived (HKDF, RFC 5869) from the operator's secret for one purpose. Sealed is the 12-byte
 * nonce, then ciphertext and tag. Thread-safe.
 */
public final class Seal {
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final int LEAST_SECRET = 16;

  private final SecretKey key;
  private final SecureRandom random = new SecureRandom();

  /** Throws {@link IllegalArgumentException} when the secret has less than 16 characters. */
  public Seal(String secret, String purpose) throws GeneralSecurityException {
    key = derive(secret, purpose, "AES");
  }

  /** A 256-bit key of its own for each purpose. */
  public static SecretKey derive(String secret, String purpose, String algorithm)
      throws GeneralSecurityException {
    if (secret.length() < LEAST_SECRET) {
      throw new IllegalArgumentException(
          "together.tokens.key-encryption-secret is shorter than " + LEAST_SECRET + " characters");
    }
    var parameters =
        HKDFParameterSpec.ofExtract()
            .addIKM(secret.getBytes(UTF_8))
            .thenExpand(purpose.getBytes(UTF_8), 32);
    return KDF.getInstance("HKDF-SHA256").deriveKey(algorithm, parameters);
  }

  /**
   * @param owner what the secret belongs to; it opens for no other
   */
  public byte[] seal(String owner, byte[] plain) throws GeneralSecurityException {
    var nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    var sealed = cipher(Cipher.ENCRYPT_MODE, owner, nonce).doFinal(plain);
    return ByteBuffer.allocate(NONCE_BYTES + sealed.length).put(nonce).put(sealed).array();
  }

  /** Throws when it was sealed under another secret, for another purpose or owner. */
  public byte[] open(String owner, byte[] sealed) throws GeneralSecurityException {
    var nonce = ByteBuffer.wrap(sealed).slice(0, NONCE_BYTES);
    var bytes = new byte[NONCE_BYTES];
    nonce.get(bytes);
    return cipher(Cipher.DECRYPT_MODE, owner, bytes)
        .doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
  }

  private Cipher cipher(int mode, String owner, byte[] nonce) throws GeneralSecurityException {
    var cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(owner.getBytes(UTF_8));
    return cipher;
  }
}
