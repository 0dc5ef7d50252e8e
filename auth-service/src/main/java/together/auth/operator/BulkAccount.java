package together.auth.operator;

import org.jspecify.annotations.Nullable;
import together.auth.account.UserView;

/**
 * An account a batch asked for.
 *
 * @param key of its name, see {@link together.auth.account.Username}
 * @param sessionId the session opened for it; null when it is not the operator's to open
 */
record BulkAccount(String key, UserView user, @Nullable Long sessionId) {}
