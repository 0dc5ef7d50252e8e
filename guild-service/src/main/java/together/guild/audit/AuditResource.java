package together.guild.audit;

import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import together.guild.access.Standings;
import together.permission.Permission;
import together.platform.security.Caller;

/** The audit log. */
@Path("/api/servers/{id}/audit-log")
@Tag(name = "audit")
@Authenticated
@RunOnVirtualThread
public class AuditResource {
  private final AuditRepository entries;
  private final Standings standings;
  private final Caller caller;

  AuditResource(AuditRepository entries, Standings standings, Caller caller) {
    this.entries = entries;
    this.standings = standings;
    this.caller = caller;
  }

  @GET
  @Operation(summary = "What was done by whom, newest first; needs VIEW_AUDIT_LOG")
  @APIResponse(responseCode = "200")
  @APIResponse(responseCode = "403", description = "MISSING_PERMISSION")
  @APIResponse(responseCode = "404", description = "SERVER_NOT_FOUND")
  @APIResponse(responseCode = "422", description = "VALIDATION_FAILED")
  public AuditPage list(
      @PathParam("id") long id,
      @Parameter(schema = @Schema(implementation = Long.class)) @QueryParam("user_id")
          @Nullable String userId,
      @Parameter(schema = @Schema(implementation = Long.class)) @QueryParam("target_id")
          @Nullable String targetId,
      @Parameter(schema = @Schema(implementation = Integer.class)) @QueryParam("action_type")
          @Nullable String actionType,
      @Parameter(schema = @Schema(implementation = Long.class)) @QueryParam("before")
          @Nullable String before,
      @Parameter(
              schema =
                  @Schema(
                      implementation = Integer.class,
                      minimum = "1",
                      maximum = "100",
                      defaultValue = "50"))
          @QueryParam("limit")
          @Nullable String limit) {
    standings.member(id, caller.userId()).require(Permission.VIEW_AUDIT_LOG);
    var filter = AuditFilter.of(userId, targetId, actionType, before, limit);
    return AuditPage.of(entries.find(id, filter), filter.limit());
  }
}
