package together.auth.session;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;
import together.auth.account.RegisterRequest;
import together.auth.device.Device;

/** The open routes by which one becomes a caller. */
@Path("/api/auth")
@RunOnVirtualThread
@Tag(name = "auth")
@APIResponse(responseCode = "422", description = "VALIDATION_FAILED")
public class LoginResource {
  private final RegistrationService registrations;
  private final LoginService logins;
  private final MfaLoginService secondFactors;
  private final RefreshService refreshes;

  LoginResource(
      RegistrationService registrations,
      LoginService logins,
      MfaLoginService secondFactors,
      RefreshService refreshes) {
    this.registrations = registrations;
    this.logins = logins;
    this.secondFactors = secondFactors;
    this.refreshes = refreshes;
  }

  @POST
  @Path("/register")
  @ResponseStatus(201)
  @Operation(
      summary = "Makes an account and logs it in",
      description =
          "An address gets a mail with a link to confirm it; whether it is another account's already is told there only.")
  @APIResponse(
      responseCode = "201",
      description = "Created",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = LoginView.class)))
  @APIResponse(responseCode = "409", description = "USERNAME_TAKEN")
  @APIResponse(responseCode = "503", description = "TOO_MANY_LOGINS, DEPENDENCY_UNAVAILABLE")
  public LoginView register(@Nullable RegisterRequest request, @Context HttpServerRequest http) {
    return registrations.register(
        request == null ? new RegisterRequest(null, null, null) : request, Device.of(http));
  }

  @POST
  @Path("/login")
  @Operation(
      summary = "Opens a session, or asks for the second factor",
      description =
          "Wrong passwords are counted: of an account from devices and addresses it was never logged in from, of each that"
              + " it was, and of an address. Beyond some free ones each is followed by a pause, twice as long as the one before,"
              + " 15 minutes at most. Unknown names are treated as known ones are.")
  @APIResponse(
      responseCode = "200",
      description =
          "A session; or a ticket for login/mfa; or, of an account that is to be erased, a ticket to come back",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(oneOf = {LoginView.class, MfaView.class, RestoreView.class})))
  @APIResponse(responseCode = "401", description = "INVALID_CREDENTIALS")
  @APIResponse(responseCode = "429", description = "TOO_MANY_ATTEMPTS")
  @APIResponse(responseCode = "503", description = "TOO_MANY_LOGINS, DEPENDENCY_UNAVAILABLE")
  public LoginAnswer login(@Nullable LoginRequest request, @Context HttpServerRequest http) {
    return logins.login(
        request == null ? new LoginRequest(null, null, null) : request, Device.of(http));
  }

  @POST
  @Path("/login/mfa")
  @Operation(summary = "Opens the session of a login that asked for the second factor")
  @APIResponse(
      responseCode = "200",
      description = "A session; or, of an account that is to be erased, a ticket to come back",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(oneOf = {LoginView.class, RestoreView.class})))
  @APIResponse(responseCode = "401", description = "INVALID_MFA_TICKET")
  @APIResponse(responseCode = "403", description = "MFA_REQUIRED, INVALID_MFA_CODE")
  @APIResponse(responseCode = "429", description = "TOO_MANY_ATTEMPTS")
  public LoginAnswer loginWithCode(
      @Nullable MfaLoginRequest request, @Context HttpServerRequest http) {
    return secondFactors.login(
        request == null ? new MfaLoginRequest(null, null) : request, Device.of(http));
  }

  @POST
  @Path("/refresh")
  @Operation(
      summary = "Carries a session on: a new access token and the next refresh token",
      description =
          "A refresh token is good once. Repeated within 20 s (the answer was lost) it gives the same next token; used"
              + " again later it ends the session, for somebody else holds a copy.")
  @APIResponse(responseCode = "200")
  @APIResponse(responseCode = "401", description = "INVALID_REFRESH_TOKEN")
  public LoginView refresh(@Nullable RefreshRequest request, @Context HttpServerRequest http) {
    return refreshes.refresh(request == null ? new RefreshRequest(null) : request, Device.of(http));
  }
}
