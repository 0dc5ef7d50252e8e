package together.message.notification;

import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import together.platform.security.Caller;

/** What one wants to be notified of. */
@Path("/api/users/@me/notification-settings")
@Authenticated
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "notification settings")
public class NotificationSettingsResource {
  private final NotificationService service;
  private final Clock clock;
  private final Caller caller;

  NotificationSettingsResource(NotificationService service, Clock clock, Caller caller) {
    this.service = service;
    this.clock = clock;
    this.caller = caller;
  }

  @GET
  @Operation(
      operationId = "getNotificationSettings",
      summary = "Of which servers and channels the caller wants to be notified, and of what")
  @APIResponse(responseCode = "200", description = "All that is set")
  @APIResponse(responseCode = "503", description = "DEPENDENCY_UNAVAILABLE")
  public NotificationSettingsView get() {
    return NotificationSettingsView.of(service.of(caller.userId()).proto());
  }

  @PATCH
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "updateNotificationSettings",
      summary = "Change what is set for some servers and channels",
      description =
          "At most 100 of them at once and 500 in all; what is set back to all or inherit, unmuted,"
              + " is forgotten. All of it is changed or nothing, and all of the caller's sessions"
              + " are told what has changed.")
  @APIResponse(responseCode = "200", description = "All that is set after it")
  @APIResponse(responseCode = "404", description = "UNKNOWN_SERVER, UNKNOWN_CHANNEL")
  @APIResponse(responseCode = "409", description = "TOO_MANY_SETTINGS")
  @APIResponse(responseCode = "422", description = "VALIDATION_FAILED")
  @APIResponse(responseCode = "503", description = "DEPENDENCY_UNAVAILABLE")
  public NotificationSettingsView update(@Nullable NotificationSettingsRequest request) {
    var changes =
        (request == null ? NotificationSettingsRequest.EMPTY : request).changes(clock.instant());
    return NotificationSettingsView.of(service.change(caller.userId(), changes).proto());
  }
}
