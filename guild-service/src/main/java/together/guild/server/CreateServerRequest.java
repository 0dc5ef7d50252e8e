package together.guild.server;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A new server. */
public record CreateServerRequest(
    @Schema(required = true, minLength = 1, maxLength = 100) @Nullable String name,
    @Schema(maxLength = 1000) @Nullable String description) {
  static final CreateServerRequest EMPTY = new CreateServerRequest(null, null);
}
