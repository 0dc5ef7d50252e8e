package together.auth.token;

import jakarta.enterprise.context.ApplicationScoped;
import java.security.GeneralSecurityException;
import together.auth.seal.Seal;

/** Seals private keys for the database, bound to the key's id. */
@ApplicationScoped
class KeyEncryption {
  private final Seal seal;

  KeyEncryption(TokenSettings settings) throws GeneralSecurityException {
    seal = new Seal(settings.keyEncryptionSecret(), "together signing keys v1");
  }

  byte[] seal(String keyId, byte[] plain) throws GeneralSecurityException {
    return seal.seal(keyId, plain);
  }

  /** Throws when it was sealed under another secret or for another key id. */
  byte[] open(String keyId, byte[] sealed) throws GeneralSecurityException {
    return seal.open(keyId, sealed);
  }
}
