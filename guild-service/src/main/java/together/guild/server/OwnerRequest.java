package together.guild.server;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Who is to own the server. */
public record OwnerRequest(@Schema(required = true) @Nullable Long userId) {
  static final OwnerRequest EMPTY = new OwnerRequest(null);
}
