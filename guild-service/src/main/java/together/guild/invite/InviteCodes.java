package together.guild.invite;

import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;

/** Codes nobody can guess: 59 bits. */
@ApplicationScoped
class InviteCodes {
  private static final String ALPHABET =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final int LENGTH = 10;

  private final SecureRandom random = new SecureRandom();

  String next() {
    var code = new StringBuilder(LENGTH);
    for (int i = 0; i < LENGTH; i++) {
      code.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return code.toString();
  }
}
