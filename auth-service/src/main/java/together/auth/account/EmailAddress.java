package together.auth.account;

import java.net.IDN;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where mail can be sent: {@code local@domain} of RFC 5321 without quoted local parts, the domain
 * in its ASCII form (IDNA) and lower case. Whether there is a mailbox, only a mail tells.
 */
public record EmailAddress(String text) {
  private static final int LONGEST = 254;
  private static final Pattern LOCAL =
      Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*");
  private static final Pattern DOMAIN =
      Pattern.compile("([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]");
  private static final int LONGEST_LOCAL = 64;

  /** Empty when it can be no mailbox. */
  public static Optional<EmailAddress> of(String written) {
    int at = written.lastIndexOf('@');
    if (at < 1 || at > LONGEST_LOCAL || written.length() > LONGEST) {
      return Optional.empty();
    }
    var local = written.substring(0, at);
    var domain = ascii(written.substring(at + 1));
    if (!LOCAL.matcher(local).matches() || !DOMAIN.matcher(domain).matches()) {
      return Optional.empty();
    }
    var text = local + "@" + domain;
    return text.length() > LONGEST ? Optional.empty() : Optional.of(new EmailAddress(text));
  }

  /** What is unique: few mail servers know letters of two cases apart, and no user does. */
  public String key() {
    return text.toLowerCase(Locale.ROOT);
  }

  private static String ascii(String domain) {
    try {
      return IDN.toASCII(domain, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }
}
