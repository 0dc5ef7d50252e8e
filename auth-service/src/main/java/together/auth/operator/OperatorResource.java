package together.auth.operator;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What only the operator of the platform may do. */
@Path("/api/operator")
@RunOnVirtualThread
@Tag(name = "operator")
public class OperatorResource {
  private final OperatorGuard guard;
  private final BulkAccounts accounts;
  private final Imports imports;

  OperatorResource(OperatorGuard guard, BulkAccounts accounts, Imports imports) {
    this.guard = guard;
    this.accounts = accounts;
    this.imports = imports;
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
}
