package together.auth.mfa;

import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import together.auth.account.User;
import together.auth.device.Device;
import together.auth.reauth.Proof;
import together.auth.reauth.Reauthentication;
import together.platform.security.Caller;

/** The caller's second factor. */
@Path("/api/auth/mfa")
@Authenticated
@RunOnVirtualThread
@Tag(name = "auth")
@APIResponse(responseCode = "401", description = "UNAUTHORIZED")
@APIResponse(responseCode = "403", description = "WRONG_PASSWORD, MFA_REQUIRED, INVALID_MFA_CODE")
@APIResponse(responseCode = "429", description = "TOO_MANY_ATTEMPTS")
public class MfaResource {
  private final MfaService mfa;
  private final Reauthentication reauthentication;
  private final Caller caller;

  MfaResource(MfaService mfa, Reauthentication reauthentication, Caller caller) {
    this.mfa = mfa;
    this.reauthentication = reauthentication;
    this.caller = caller;
  }

  @POST
  @Path("/totp")
  @Operation(
      summary = "Makes a secret for an authenticator app (TOTP, RFC 6238)",
      description = "It is asked for once it has been confirmed; asked again, another one is made.")
  @APIResponse(responseCode = "200")
  @APIResponse(responseCode = "409", description = "MFA_ENABLED")
  @APIResponse(responseCode = "503", description = "TOO_MANY_LOGINS, DEPENDENCY_UNAVAILABLE")
  public TotpView propose(@Nullable Proof proof, @Context HttpServerRequest http)
      throws SQLException, GeneralSecurityException {
    return mfa.propose(prove(proof, Device.of(http)));
  }

  @POST
  @Path("/totp/confirm")
  @Operation(
      summary = "Turns the second factor on, by a code of the secret; answers recovery codes",
      description = "Within ten minutes of the secret: then another one is to be made.")
  @APIResponse(responseCode = "200")
  public RecoveryCodesView confirm(
      @Nullable ConfirmTotpRequest request, @Context HttpServerRequest http) {
    var code = request == null || request.code() == null ? "" : request.code();
    return mfa.confirm(caller.userId(), caller.sessionId(), Device.of(http), code);
  }

  @DELETE
  @Path("/totp")
  @Operation(summary = "Removes the second factor and its recovery codes")
  @APIResponse(responseCode = "204")
  @APIResponse(responseCode = "409", description = "MFA_NOT_ENABLED")
  @APIResponse(responseCode = "503", description = "TOO_MANY_LOGINS, DEPENDENCY_UNAVAILABLE")
  public void remove(@Nullable Proof proof, @Context HttpServerRequest http) throws SQLException {
    var device = Device.of(http);
    mfa.remove(prove(proof, device), caller.sessionId(), device);
  }

  @POST
  @Path("/recovery-codes")
  @Operation(summary = "Ten new recovery codes; all earlier ones are void")
  @APIResponse(responseCode = "200")
  @APIResponse(responseCode = "409", description = "MFA_NOT_ENABLED")
  @APIResponse(responseCode = "503", description = "TOO_MANY_LOGINS, DEPENDENCY_UNAVAILABLE")
  public RecoveryCodesView renew(@Nullable Proof proof, @Context HttpServerRequest http)
      throws SQLException {
    var device = Device.of(http);
    return mfa.renew(prove(proof, device), caller.sessionId(), device);
  }

  private User prove(@Nullable Proof proof, Device device) {
    var shown = proof == null ? new Proof(null, null) : proof;
    return reauthentication.require(caller.userId(), caller.sessionId(), device, shown);
  }
}
