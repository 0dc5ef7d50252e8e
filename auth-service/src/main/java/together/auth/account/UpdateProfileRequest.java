package together.auth.account;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import together.platform.request.Patch;

/**
 * What the caller wants to be otherwise; what is absent stays.
 *
 * @param globalName display name, 1 to 32 characters; null: none
 * @param directMessagesFrom who may open a dm with the caller
 * @param status what the caller is shown as while there, on all devices
 * @param customStatus what the caller says beside it; null: nothing
 */
public record UpdateProfileRequest(
    @Schema(implementation = String.class, nullable = true, maxLength = 32)
        Patch<String> globalName,
    @Schema(
            implementation = String.class,
            enumeration = {"everyone", "server_members", "friends"})
        Patch<String> directMessagesFrom,
    @Schema(
            implementation = String.class,
            enumeration = {"online", "idle", "dnd", "invisible"})
        Patch<String> status,
    @Schema(implementation = CustomStatusRequest.class, nullable = true)
        Patch<CustomStatusRequest> customStatus) {
  static final UpdateProfileRequest EMPTY =
      new UpdateProfileRequest(
          new Patch.Absent<>(), new Patch.Absent<>(), new Patch.Absent<>(), new Patch.Absent<>());
}
