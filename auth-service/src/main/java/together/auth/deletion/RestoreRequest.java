package together.auth.deletion;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The wish to come back.
 *
 * @param ticket {@code restore_ticket} of a login
 */
public record RestoreRequest(@Schema(required = true) @Nullable String ticket) {}
