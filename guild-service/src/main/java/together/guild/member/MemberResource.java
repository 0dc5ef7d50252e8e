package together.guild.member;

import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import together.platform.request.IdPage;
import together.platform.request.NumberRule;
import together.platform.security.Caller;

/** Members of a server. */
@Path("/api/servers/{id}/members")
@Tag(name = "members")
@Authenticated
@RunOnVirtualThread
public class MemberResource {
  private static final int MOST_A_PAGE = 1000;
  private static final NumberRule LIMIT = new NumberRule("limit", 1, MOST_A_PAGE);

  private final MemberService members;
  private final MemberRoles roles;
  private final MemberUpdates updates;
  private final Caller caller;

  MemberResource(MemberService members, MemberRoles roles, MemberUpdates updates, Caller caller) {
    this.members = members;
    this.roles = roles;
    this.updates = updates;
    this.caller = caller;
  }

  @GET
  @Operation(summary = "Members by ascending user id")
  @APIResponse(responseCode = "200")
  @APIResponse(responseCode = "404", description = "SERVER_NOT_FOUND")
  @APIResponse(responseCode = "422", description = "VALIDATION_FAILED")
  public List<MemberView> list(
      @PathParam("id") long id,
      @Parameter(schema = @Schema(implementation = Long.class)) @QueryParam("after")
          @Nullable String after,
      @Parameter(
              schema =
                  @Schema(
                      implementation = Integer.class,
                      minimum = "1",
                      maximum = "1000",
                      defaultValue = "50"))
          @QueryParam("limit")
          @Nullable String limit) {
    return members.list(id, caller.userId(), IdPage.of(after, limit, MOST_A_PAGE));
  }

  @GET
  @Path("/search")
  @Operation(summary = "Members whose username, global name or nick begins with the query, by name")
  @APIResponse(responseCode = "200")
  @APIResponse(responseCode = "404", description = "SERVER_NOT_FOUND")
  @APIResponse(responseCode = "422", description = "VALIDATION_FAILED")
  public List<MemberView> search(
      @PathParam("id") long id,
      @Parameter(
              required = true,
              schema = @Schema(implementation = String.class, minLength = 1, maxLength = 100))
          @QueryParam("query")
          @Nullable String query,
      @Parameter(
              schema =
                  @Schema(
                      implementation = Integer.class,
                      minimum = "1",
                      maximum = "1000",
                      defaultValue = "50"))
          @QueryParam("limit")
          @Nullable String limit) {
    return members.search(id, caller.userId(), query, LIMIT.parse(limit, 50));
  }

  @PATCH
  @Path("/{user_id}")
  @Operation(
      summary = "Changes a nick (needs MANAGE_NICKNAMES) or a time-out (needs MODERATE_MEMBERS)")
  @APIResponse(responseCode = "200")
  @APIResponse(responseCode = "403", description = "MISSING_PERMISSION, OUTRANKED")
  @APIResponse(responseCode = "404", description = "SERVER_NOT_FOUND, MEMBER_NOT_FOUND")
  public MemberView update(
      @PathParam("id") long id,
      @PathParam("user_id") long userId,
      @Nullable UpdateMemberRequest request) {
    return updates.update(
        id, caller.userId(), userId, request == null ? UpdateMemberRequest.EMPTY : request);
  }

  @PATCH
  @Path("/@me")
  @Operation(summary = "Changes the own nick; needs CHANGE_NICKNAME")
  @APIResponse(responseCode = "200")
  @APIResponse(responseCode = "403", description = "MISSING_PERMISSION, OUTRANKED")
  @APIResponse(responseCode = "404", description = "SERVER_NOT_FOUND")
  public MemberView updateSelf(@PathParam("id") long id, @Nullable UpdateMemberRequest request) {
    return update(id, caller.userId(), request);
  }

  @GET
  @Path("/{user_id}")
  @Operation(summary = "One member")
  @APIResponse(responseCode = "200")
  @APIResponse(responseCode = "404", description = "SERVER_NOT_FOUND, MEMBER_NOT_FOUND")
  public MemberView get(@PathParam("id") long id, @PathParam("user_id") long userId) {
    return members.get(id, caller.userId(), userId);
  }

  @GET
  @Path("/@me")
  @Operation(summary = "The caller's own membership")
  @APIResponse(responseCode = "200")
  @APIResponse(responseCode = "404", description = "SERVER_NOT_FOUND")
  public MemberView self(@PathParam("id") long id) {
    return members.get(id, caller.userId(), caller.userId());
  }

  @PUT
  @Path("/{user_id}/roles")
  @Operation(summary = "Replaces a member's roles; needs MANAGE_ROLES and a higher role")
  @APIResponse(responseCode = "200")
  @APIResponse(responseCode = "403", description = "MISSING_PERMISSION, OUTRANKED")
  @APIResponse(responseCode = "404", description = "SERVER_NOT_FOUND, MEMBER_NOT_FOUND")
  public MemberView replaceRoles(
      @PathParam("id") long id,
      @PathParam("user_id") long userId,
      @Nullable MemberRolesRequest request) {
    return roles.replace(
        id, caller.userId(), userId, request == null ? MemberRolesRequest.EMPTY : request);
  }

  @DELETE
  @Path("/{user_id}")
  @Operation(summary = "Kicks a member; needs KICK_MEMBERS and a higher role")
  @APIResponse(responseCode = "204")
  @APIResponse(responseCode = "403", description = "MISSING_PERMISSION, OUTRANKED")
  @APIResponse(responseCode = "404", description = "SERVER_NOT_FOUND, MEMBER_NOT_FOUND")
  @APIResponse(responseCode = "409", description = "OWNER_CANNOT_LEAVE: it was oneself")
  public void kick(@PathParam("id") long id, @PathParam("user_id") long userId) {
    members.kick(id, caller.userId(), userId);
  }

  @DELETE
  @Path("/@me")
  @Operation(summary = "Leaves the server")
  @APIResponse(responseCode = "204")
  @APIResponse(responseCode = "404", description = "SERVER_NOT_FOUND")
  @APIResponse(responseCode = "409", description = "OWNER_CANNOT_LEAVE")
  public void leave(@PathParam("id") long id) {
    members.leave(id, caller.userId());
  }
}
