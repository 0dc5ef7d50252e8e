package together.auth.operator;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.sql.SQLException;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/** What only the operator of the platform may do. */
@Path("/api/operator")
@RunOnVirtualThread
@Tag(name = "operator")
public class OperatorResource {
  private final OperatorGuard guard;
  private final BulkAccounts accounts;
  private final Imports imports;
  private final Interventions interventions;

  OperatorResource(
      OperatorGuard guard, BulkAccounts accounts, Imports imports, Interventions interventions) {
    this.guard = guard;
    this.accounts = accounts;
    this.imports = imports;
    this.interventions = interventions;
  }

  @POST
  @Path("/accounts")
  @Operation(
      summary =
          "Makes up to 1000 accounts without password, and a long-lived access token for each",
      description =
          "Idempotent: an account that this route made before, and that has no password, gets a new token. The answer"
              + " has one entry per name, in the order asked; a name somebody else has is a problem of that entry.")
  @APIResponse(responseCode = "200")
  @APIResponse(responseCode = "401", description = "INVALID_OPERATOR_TOKEN")
  @APIResponse(responseCode = "404", description = "NOT_FOUND: no operator token is configured")
  @APIResponse(responseCode = "422", description = "VALIDATION_FAILED")
  public List<BulkAccountView> make(
      @HeaderParam("Authorization") @Nullable String authorization,
      @Nullable BulkAccountsRequest request) {
    guard.require(authorization);
    return accounts.make(BulkAccountsRequest.names(request));
  }

  @POST
  @Path("/accounts/import")
  @Operation(
      summary = "Takes up to 100 accounts of another platform with their passwords' hashes",
      description =
          "bcrypt and Argon2id are checked as they are; the first login replaces what is not today's cost. The answer has one"
              + " entry per account, in the order given; what cannot be taken is a problem of that entry.")
  @APIResponse(responseCode = "200")
  @APIResponse(responseCode = "401", description = "INVALID_OPERATOR_TOKEN")
  @APIResponse(responseCode = "404", description = "NOT_FOUND: no operator token is configured")
  @APIResponse(responseCode = "422", description = "VALIDATION_FAILED")
  public List<ImportView> take(
      @HeaderParam("Authorization") @Nullable String authorization,
      @Nullable ImportRequest request) {
    guard.require(authorization);
    return imports.take(ImportRequest.wanted(request));
  }

  @DELETE
  @Path("/accounts/{id}/sessions")
  @Operation(
      summary = "Ends all sessions of an account; its sockets close with 4010",
      description =
          "Every token is refused at once. The account's owner reads `operator_logout` among the security events. The"
              + " password stays good: who knows it can log in again.")
  @APIResponse(responseCode = "204")
  @APIResponse(responseCode = "401", description = "INVALID_OPERATOR_TOKEN")
  @APIResponse(
      responseCode = "404",
      description = "UNKNOWN_USER; NOT_FOUND: no operator token is configured")
  public void endSessions(
      @HeaderParam("Authorization") @Nullable String authorization, @PathParam("id") long id)
      throws SQLException {
    guard.require(authorization);
    interventions.endSessions(id);
  }

  @POST
  @Path("/accounts/{id}/password-reset")
  @ResponseStatus(202)
  @Operation(
      summary = "Mails the account's owner a link for a new password, and ends all sessions",
      description =
          "The link goes to the confirmed address alone: the operator neither sees it nor chooses the password, and a"
              + " second factor is asked for as in every reset. Until the link is followed the old password stays good"
              + " (OWASP: nothing of the account changes before the token is presented), so nobody is locked out by a"
              + " lost mail. The owner reads `operator_reset` among the security events. At most 5 such mails an hour"
              + " go to an address.")
  @APIResponse(responseCode = "202", description = "Accepted")
  @APIResponse(responseCode = "401", description = "INVALID_OPERATOR_TOKEN")
  @APIResponse(
      responseCode = "404",
      description = "UNKNOWN_USER; NOT_FOUND: no operator token is configured")
  @APIResponse(responseCode = "409", description = "NO_CONFIRMED_EMAIL: no session has ended")
  public void resetPassword(
      @HeaderParam("Authorization") @Nullable String authorization, @PathParam("id") long id)
      throws SQLException {
    guard.require(authorization);
    interventions.resetPassword(id);
  }
}
