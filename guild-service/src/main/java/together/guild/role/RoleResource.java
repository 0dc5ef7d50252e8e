package together.guild.role;

import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;
import together.platform.security.Caller;

/** Roles. */
@Path("/api")
@Tag(name = "roles")
@Authenticated
@RunOnVirtualThread
public class RoleResource {
  private final RoleService roles;
  private final RoleReorder reorder;
  private final Caller caller;

  RoleResource(RoleService roles, RoleReorder reorder, Caller caller) {
    this.roles = roles;
    this.reorder = reorder;
    this.caller = caller;
  }

  @POST
  @Path("/servers/{id}/roles")
  @ResponseStatus(201)
  @APIResponse(
      responseCode = "201",
      description = "Created",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = RoleView.class)))
  @Operation(summary = "Makes a role, the lowest but @everyone; needs MANAGE_ROLES")
  @APIResponse(responseCode = "403", description = "MISSING_PERMISSION")
  @APIResponse(responseCode = "404", description = "SERVER_NOT_FOUND")
  @APIResponse(responseCode = "409", description = "LIMIT_REACHED")
  public RoleView create(@PathParam("id") long id, @Nullable CreateRoleRequest request) {
    return roles.create(id, caller.userId(), request == null ? CreateRoleRequest.EMPTY : request);
  }

  @GET
  @Path("/servers/{id}/roles")
  @Operation(summary = "The server's roles, lowest first")
  @APIResponse(responseCode = "200")
  @APIResponse(responseCode = "404", description = "SERVER_NOT_FOUND")
  public List<RoleView> list(@PathParam("id") long id) {
    return roles.list(id, caller.userId());
  }

  @PATCH
  @Path("/servers/{id}/roles")
  @Operation(summary = "Puts roles into another order; needs MANAGE_ROLES and a higher role")
  @APIResponse(responseCode = "200")
  @APIResponse(responseCode = "403", description = "MISSING_PERMISSION, OUTRANKED")
  @APIResponse(responseCode = "404", description = "SERVER_NOT_FOUND")
  public List<RoleView> reorder(
      @PathParam("id") long id, @Nullable List<@Nullable RolePosition> request) {
    return reorder.reorder(id, caller.userId(), request == null ? List.of() : request);
  }

  @PATCH
  @Path("/roles/{id}")
  @Operation(summary = "Changes a role; needs MANAGE_ROLES and a higher role")
  @APIResponse(responseCode = "200")
  @APIResponse(responseCode = "403", description = "MISSING_PERMISSION, OUTRANKED")
  @APIResponse(responseCode = "404", description = "ROLE_NOT_FOUND")
  public RoleView update(@PathParam("id") long id, @Nullable UpdateRoleRequest request) {
    return roles.update(id, caller.userId(), request == null ? UpdateRoleRequest.EMPTY : request);
  }

  @DELETE
  @Path("/roles/{id}")
  @Operation(summary = "Deletes a role; needs MANAGE_ROLES and a higher role")
  @APIResponse(responseCode = "204")
  @APIResponse(responseCode = "403", description = "MISSING_PERMISSION, OUTRANKED")
  @APIResponse(responseCode = "404", description = "ROLE_NOT_FOUND")
  @APIResponse(responseCode = "409", description = "PERMANENT_ROLE")
  public void delete(@PathParam("id") long id) {
    roles.delete(id, caller.userId());
  }
}
