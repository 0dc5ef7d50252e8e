package together.auth.credential;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The token of the mailed link. */
public record ConfirmEmailRequest(@Schema(required = true) @Nullable String token) {}
