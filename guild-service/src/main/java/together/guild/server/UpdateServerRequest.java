package together.guild.server;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import together.platform.request.Patch;

/** What changes of a server. */
public record UpdateServerRequest(
    @Schema(implementation = String.class, minLength = 1, maxLength = 100) Patch<String> name,
    @Schema(implementation = String.class, nullable = true, maxLength = 1000)
        Patch<String> description,
    @Schema(implementation = Boolean.class) Patch<Boolean> openToJoin) {
  static final UpdateServerRequest EMPTY =
      new UpdateServerRequest(new Patch.Absent<>(), new Patch.Absent<>(), new Patch.Absent<>());
}
