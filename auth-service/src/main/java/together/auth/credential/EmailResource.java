package together.auth.credential;

import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.sql.SQLException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirements;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;
import together.auth.device.Device;
import together.platform.security.Caller;

/** E-mail addresses: each is confirmed by a link sent there. */
@Path("/api/auth/email")
@RunOnVirtualThread
@Tag(name = "auth")
public class EmailResource {
  private final EmailService emails;
  private final Caller caller;

  EmailResource(EmailService emails, Caller caller) {
    this.emails = emails;
    this.caller = caller;
  }

  @POST
  @Authenticated
  @ResponseStatus(202)
  @Operation(
      summary = "Mails a link to a new address, which is the caller's once it is followed",
      description = "Whether the address is another account's already is told in that mail only.")
  @APIResponse(responseCode = "202", description = "Accepted")
  @APIResponse(responseCode = "401", description = "UNAUTHORIZED")
  @APIResponse(responseCode = "403", description = "WRONG_PASSWORD, MFA_REQUIRED, INVALID_MFA_CODE")
  @APIResponse(responseCode = "422", description = "VALIDATION_FAILED")
  @APIResponse(responseCode = "429", description = "TOO_MANY_ATTEMPTS")
  @APIResponse(responseCode = "503", description = "TOO_MANY_LOGINS, DEPENDENCY_UNAVAILABLE")
  public void change(@Nullable ChangeEmailRequest request, @Context HttpServerRequest http) {
    emails.change(
        caller.userId(),
        caller.sessionId(),
        Device.of(http),
        request == null ? new ChangeEmailRequest(null, null, null) : request);
  }

  @POST
  @Path("/confirm")
  @PermitAll
  @Operation(
      summary = "Confirms an address by the token of the mailed link",
      description =
          "When it was asked for in a session, all other sessions end; when an address was changed otherwise, all do.")
  @SecurityRequirements
  @APIResponse(responseCode = "204")
  @APIResponse(responseCode = "404", description = "INVALID_LINK")
  @APIResponse(responseCode = "409", description = "EMAIL_TAKEN")
  public void confirm(@Nullable ConfirmEmailRequest request, @Context HttpServerRequest http)
      throws SQLException {
    emails.confirm(request == null ? new ConfirmEmailRequest(null) : request, Device.of(http));
  }

  @POST
  @Path("/resend")
  @Authenticated
  @ResponseStatus(202)
  @Operation(summary = "Mails the link to the pending address again")
  @APIResponse(responseCode = "202", description = "Accepted")
  @APIResponse(responseCode = "401", description = "UNAUTHORIZED")
  @APIResponse(responseCode = "409", description = "NO_PENDING_EMAIL")
  public void resend() throws SQLException {
    emails.resend(caller.userId());
  }
}
