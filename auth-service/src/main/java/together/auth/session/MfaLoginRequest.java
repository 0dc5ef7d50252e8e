package together.auth.session;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The second half of a login.
 *
 * @param ticket of the first half's answer
 * @param code of the authenticator app, or a recovery code
 */
public record MfaLoginRequest(
    @Schema(required = true) @Nullable String ticket,
    @Schema(required = true, examples = "123456") @Nullable String code) {}
