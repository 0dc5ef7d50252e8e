package together.auth.deletion;

import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirements;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;
import together.auth.device.Device;
import together.auth.session.LoginView;
import together.platform.problem.ProblemException;
import together.platform.security.Caller;

/** Leaving for good, and coming back before it is too late. */
@Path("/api/users")
@RunOnVirtualThread
@Tag(name = "users")
@APIResponse(responseCode = "422", description = "VALIDATION_FAILED")
public class DeletionResource {
  private final DeletionService deletions;
  private final Caller caller;

  DeletionResource(DeletionService deletions, Caller caller) {
    this.deletions = deletions;
    this.caller = caller;
  }

  @DELETE
  @Path("/@me")
  @Authenticated
  @ResponseStatus(202)
  @Operation(
      operationId = "deleteAccount",
      summary = "The caller's account is to be erased in 14 days; all its sessions end now",
      description =
          "Until then a login answers a ticket to come back, and nothing else. Then servers are"
              + " handed on, memberships and relationships end, and what is personal is erased;"
              + " messages stay under a nameless author unless `messages` is true.")
  @APIResponse(
      responseCode = "202",
      description = "Accepted",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = DeletionView.class)))
  @APIResponse(responseCode = "401", description = "UNAUTHORIZED")
  @APIResponse(responseCode = "403", description = "WRONG_PASSWORD, MFA_REQUIRED, INVALID_MFA_CODE")
  @APIResponse(responseCode = "429", description = "TOO_MANY_ATTEMPTS")
  @APIResponse(responseCode = "503", description = "TOO_MANY_LOGINS, DEPENDENCY_UNAVAILABLE")
  public DeletionView delete(@Nullable DeletionRequest request, @Context HttpServerRequest http) {
    return deletions.request(
        caller.userId(),
        caller.sessionId(),
        Device.of(http),
        request == null ? new DeletionRequest(null, null, null) : request);
  }

  @POST
  @Path("/@me/restore")
  @PermitAll
  @SecurityRequirements
  @Operation(
      operationId = "restoreAccount",
      summary = "The account stays, and the login that got the ticket opens its session")
  @APIResponse(responseCode = "200")
  @APIResponse(responseCode = "401", description = "INVALID_RESTORE_TICKET")
  public LoginView restore(@Nullable RestoreRequest request, @Context HttpServerRequest http) {
    var ticket = request == null ? null : request.ticket();
    if (ticket == null) {
      throw ProblemException.invalid("ticket", "NOT_NULL", "must not be null");
    }
    return deletions.restore(ticket, Device.of(http));
  }
}
