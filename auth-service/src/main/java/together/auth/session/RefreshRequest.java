package together.auth.session;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The refresh token of the last login or refresh. */
public record RefreshRequest(@Schema(required = true) @Nullable String refreshToken) {}
