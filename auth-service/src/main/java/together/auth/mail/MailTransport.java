package together.auth.mail;

import java.io.IOException;

/** Brings a letter on its way. */
interface MailTransport {
  /** Throws when that is not certain; the letter is then sent again later. */
  void send(long id, Letter letter) throws IOException;
}
