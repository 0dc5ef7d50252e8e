package together.auth.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;

/**
 * Seals private keys for the database: AES-256-GCM, bound to the key's id, under a key derived
 * (HKDF, RFC 5869) from the operator's secret. A sealed key is the 12-byte nonce, then ciphertext
 * and tag.
 */
@ApplicationScoped
class KeyEncryption {
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final int LEAST_SECRET = 16;

  private final SecretKey key;
  private final SecureRandom random = new SecureRandom();

  KeyEncryption(TokenSettings settings) throws GeneralSecurityException {
    var secret = settings.keyEncryptionSecret();
    if (secret.length() < LEAST_SECRET) {
      throw new IllegalArgumentException(
          "together.tokens.key-encryption-secret is shorter than " + LEAST_SECRET + " characters");
    }
    var parameters =
        HKDFParameterSpec.ofExtract()
            .addIKM(secret.getBytes(UTF_8))
            .thenExpand("together signing keys v1".getBytes(UTF_8), 32);
    key = KDF.getInstance("HKDF-SHA256").deriveKey("AES", parameters);
  }

  byte[] seal(String keyId, byte[] plain) throws GeneralSecurityException {
    var nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    var sealed = cipher(Cipher.ENCRYPT_MODE, keyId, nonce).doFinal(plain);
    return ByteBuffer.allocate(NONCE_BYTES + sealed.length).put(nonce).put(sealed).array();
  }

  /** Throws when it was sealed under another secret or for another key id. */
  byte[] open(String keyId, byte[] sealed) throws GeneralSecurityException {
    var nonce = ByteBuffer.wrap(sealed).slice(0, NONCE_BYTES);
    var bytes = new byte[NONCE_BYTES];
    nonce.get(bytes);
    return cipher(Cipher.DECRYPT_MODE, keyId, bytes)
        .doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
  }

  private Cipher cipher(int mode, String keyId, byte[] nonce) throws GeneralSecurityException {
    var cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(keyId.getBytes(UTF_8));
    return cipher;
  }
}
