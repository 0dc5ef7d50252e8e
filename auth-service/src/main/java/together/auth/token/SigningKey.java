package together.auth.token;

import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A key pair that signs access tokens.
 *
 * @param id the {@code kid} of tokens and of the published key
 * @param signsFrom it signs from then on; published before, so that verifiers know it by then
 * @param retiresAt no token of it is good any more; null while it is the newest
 */
record SigningKey(
    String id,
    RSAPublicKey publicKey,
    RSAPrivateKey privateKey,
    Instant createdAt,
    Instant signsFrom,
    @Nullable Instant retiresAt) {
  boolean isRetired(Instant now) {
    return retiresAt != null && !retiresAt.isAfter(now);
  }
}
