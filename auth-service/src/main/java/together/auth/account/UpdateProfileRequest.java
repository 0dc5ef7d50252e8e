package together.auth.account;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import together.platform.request.Patch;

/**
 * What the caller wants to be otherwise; what is absent stays.
 *
 * @param globalName display name, 1 to 32 characters; null: none
 * @param directMessagesFrom who may open a dm with the caller
 */
public record UpdateProfileRequest(
    @Schema(implementation = String.class, nullable = true, maxLength = 32)
        Patch<String> globalName,
    @Schema(
            implementation = String.class,
            enumeration = {"everyone", "server_members", "friends"})
        Patch<String> directMessagesFrom) {
  static final UpdateProfileRequest EMPTY =
      new UpdateProfileRequest(new Patch.Absent<>(), new Patch.Absent<>());
}
