package together.platform.security;

import java.security.PublicKey;
import org.jspecify.annotations.Nullable;

/** Where the public keys of access tokens are found: over HTTP, but in auth-service itself. */
public interface KeyLookup {
  /**
   * The key of that id, or null when auth-service has none such. Never blocks.
   *
   * @throws KeysUnavailableException when that is not known yet
   */
  @Nullable PublicKey find(String keyId);
}
