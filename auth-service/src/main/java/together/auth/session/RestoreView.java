package together.auth.session;

import java.time.Instant;

/**
 * A login to an account that is to be erased: it opens no session, but may take that back.
 *
 * @param deletionAt when it is to be erased
 * @param restoreTicket for {@code POST /api/users/@me/restore}: good for 5 minutes, once
 */
public record RestoreView(Instant deletionAt, String restoreTicket) implements LoginAnswer {}
