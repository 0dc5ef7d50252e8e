package together.auth.device;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;
import together.auth.seal.Seal;
import together.auth.token.TokenSettings;

/**
 * Tells a device that an account was used on before from others (OWASP's "device cookies"): its
 * wrong passwords count apart, so that nobody else's can keep its owner out. A token opens nothing.
 * It is a version byte, the user's id, 16 random bytes and an HMAC-SHA-256 of 16 bytes, base64url.
 */
@ApplicationScoped
public class DeviceTokens {
  private static final byte VERSION = 1;
  private static final int NONCE_BYTES = 16;
  private static final int MAC_BYTES = 16;
  private static final int SIGNED_BYTES = 1 + Long.BYTES + NONCE_BYTES;
  private static final int TEXT_LENGTH = 55;

  private final SecretKey key;
  private final SecureRandom random = new SecureRandom();

  DeviceTokens(TokenSettings settings) throws GeneralSecurityException {
    key = Seal.derive(settings.keyEncryptionSecret(), "together device tokens v1", "HmacSHA256");
  }

  /** A new one, for a device that just proved to be the user's. */
  public String issue(long userId) {
    var nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    var signed = ByteBuffer.allocate(SIGNED_BYTES).put(VERSION).putLong(userId).put(nonce).array();
    var token = ByteBuffer.allocate(SIGNED_BYTES + MAC_BYTES).put(signed).put(mac(signed)).array();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
  }

  /** What tells the device from the user's others; empty when it is no token of the user's. */
  public Optional<String> device(@Nullable String text, long userId) {
    if (text == null || text.length() != TEXT_LENGTH) {
      return Optional.empty();
    }
    byte[] token;
    try {
      token = Base64.getUrlDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    var signed = Arrays.copyOf(token, SIGNED_BYTES);
    var mac = Arrays.copyOfRange(token, SIGNED_BYTES, SIGNED_BYTES + MAC_BYTES);
    boolean ours =
        MessageDigest.isEqual(mac, mac(signed))
            && signed[0] == VERSION
            && ByteBuffer.wrap(signed).getLong(1) == userId;
    return ours ? Optional.of(text.substring(0, TEXT_LENGTH - 22)) : Optional.empty();
  }

  private byte[] mac(byte[] signed) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      return Arrays.copyOf(mac.doFinal(signed), MAC_BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HMAC-SHA-256", e);
    }
  }
}
