package together.auth.credential;

import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirements;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;
import together.auth.device.Device;
import together.platform.security.Caller;

/** Passwords: changed by who knows the old one, replaced by who reads the account's mail. */
@Path("/api/auth/password")
@RunOnVirtualThread
@Tag(name = "auth")
@APIResponse(responseCode = "422", description = "VALIDATION_FAILED")
public class PasswordResource {
  private final PasswordService passwords;
  private final ResetService resets;
  private final Caller caller;

  PasswordResource(PasswordService passwords, ResetService resets, Caller caller) {
    this.passwords = passwords;
    this.resets = resets;
    this.caller = caller;
  }

  @POST
  @Authenticated
  @Operation(summary = "Changes the caller's password; all other sessions end")
  @APIResponse(responseCode = "204")
  @APIResponse(responseCode = "401", description = "UNAUTHORIZED")
  @APIResponse(responseCode = "403", description = "WRONG_PASSWORD, MFA_REQUIRED, INVALID_MFA_CODE")
  @APIResponse(responseCode = "429", description = "TOO_MANY_ATTEMPTS")
  @APIResponse(responseCode = "503", description = "TOO_MANY_LOGINS, DEPENDENCY_UNAVAILABLE")
  public void change(@Nullable ChangePasswordRequest request, @Context HttpServerRequest http) {
    passwords.change(
        caller.userId(),
        caller.sessionId(),
        Device.of(http),
        request == null ? new ChangePasswordRequest(null, null, null) : request);
  }

  @POST
  @Path("/reset")
  @PermitAll
  @ResponseStatus(202)
  @Operation(
      summary = "Mails a link for a new password, if an account has confirmed this address",
      description =
          "The answer is the same whether one has. At most 5 such mails an hour go to an address.")
  @SecurityRequirements
  @APIResponse(responseCode = "202", description = "Accepted")
  public void ask(@Nullable ResetPasswordRequest request) {
    resets.ask(request == null ? new ResetPasswordRequest(null) : request);
  }

  @POST
  @Path("/reset/confirm")
  @PermitAll
  @Operation(summary = "Sets the new password; all sessions end")
  @SecurityRequirements
  @APIResponse(responseCode = "200")
  @APIResponse(responseCode = "403", description = "MFA_REQUIRED, INVALID_MFA_CODE")
  @APIResponse(responseCode = "404", description = "INVALID_LINK")
  @APIResponse(responseCode = "429", description = "TOO_MANY_ATTEMPTS")
  @APIResponse(responseCode = "503", description = "TOO_MANY_LOGINS, DEPENDENCY_UNAVAILABLE")
  public ResetView confirm(@Nullable ConfirmResetRequest request, @Context HttpServerRequest http) {
    return resets.confirm(
        request == null ? new ConfirmResetRequest(null, null, null) : request, Device.of(http));
  }
}
