package together.auth.event;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to the caller's account.
 *
 * @param type {@code login}, {@code login_failure}, {@code new_device}, {@code password_change}, …
 * @param sessionId the session it happened in; null: in none
 * @param device the client's own words for itself
 * @param address IP address it came from
 */
public record SecurityEventView(
    long id,
    @Schema(examples = "new_device") String type,
    @Nullable Long sessionId,
    String device,
    @Schema(examples = "198.51.100.7") String address,
    Instant at) {}
