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

/** The open routes by which one becomes a caller. */
@Path("/api/auth")
@RunOnVirtualThread
@Tag(name = "auth")
@APIResponse(responseCode = "422", description = "VALIDATION_FAILED")
public class LoginResource {
  private final LoginService logins;

  LoginResource(LoginService logins) {
    this.logins = logins;
  }

  @POST
  @Path("/register")
  @ResponseStatus(201)
  @Operation(summary = "Makes an account and logs it in")
  @APIResponse(
      responseCode = "201",
      description = "Created",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = LoginView.class)))
  @APIResponse(responseCode = "409", description = "USERNAME_TAKEN, EMAIL_TAKEN")
  @APIResponse(responseCode = "503", description = "TOO_MANY_LOGINS, DEPENDENCY_UNAVAILABLE")
  public LoginView register(@Nullable RegisterRequest request, @Context HttpServerRequest http) {
    return logins.register(
        request == null ? new RegisterRequest(null, null, null) : request, Device.of(http));
  }

  @POST
  @Path("/login")
  @Operation(summary = "Opens a session")
  @APIResponse(responseCode = "200")
  @APIResponse(responseCode = "401", description = "INVALID_CREDENTIALS")
  @APIResponse(responseCode = "503", description = "TOO_MANY_LOGINS, DEPENDENCY_UNAVAILABLE")
  public LoginView login(@Nullable LoginRequest request, @Context HttpServerRequest http) {
    return logins.login(request == null ? new LoginRequest(null, null) : request, Device.of(http));
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
  public LoginView refresh(@Nullable RefreshRequest request) {
    return logins.refresh(request == null ? new RefreshRequest(null) : request);
  }
}
