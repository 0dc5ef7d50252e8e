package together.auth.token;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import org.junit.jupiter.api.Test;

class KeyEncryptionTest {
  private static final byte[] KEY = {1, 2, 3, 4, 5};

  private static KeyEncryption under(String secret) throws GeneralSecurityException {
    return new KeyEncryption(new TestSettings(secret));
  }

  @Test
  void opensWhatItSealed() throws GeneralSecurityException {
    var sealed = under("a secret of this test").seal("kid", KEY);
    assertArrayEquals(KEY, under("a secret of this test").open("kid", sealed));
  }

  @Test
  void sealsTheSameKeyDifferentlyEachTime() throws GeneralSecurityException {
    var encryption = under("a secret of this test");
    assertFalse(Arrays.equals(encryption.seal("kid", KEY), encryption.seal("kid", KEY)));
  }

  @Test
  void opensNothingUnderAnotherSecretOrForAnotherKey() throws GeneralSecurityException {
    var sealed = under("a secret of this test").seal("kid", KEY);
    assertThrows(
        AEADBadTagException.class, () -> under("another secret of it").open("kid", sealed));
    assertThrows(
        AEADBadTagException.class, () -> under("a secret of this test").open("other", sealed));
  }

  @Test
  void refusesASecretThatIsTooShort() {
    assertThrows(IllegalArgumentException.class, () -> under("short"));
  }
}
