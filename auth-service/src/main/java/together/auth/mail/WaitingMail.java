package together.auth.mail;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A mail that is to be sent.
 *
 * @param userId whose account; null: that of the address, if there is one
 * @param address where it goes, as it was asked for
 * @param sessionId who asked for it
 * @param detail what a notice names: a device
 */
record WaitingMail(
    long id,
    MailKind kind,
    @Nullable Long userId,
    String address,
    @Nullable Long sessionId,
    @Nullable String detail,
    Instant createdAt) {}
