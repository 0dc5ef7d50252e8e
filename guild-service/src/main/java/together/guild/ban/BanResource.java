package together.guild.ban;

import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
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
import together.platform.security.Caller;

/** Who is kept out of a server. */
@Path("/api/servers/{id}/bans")
@Tag(name = "members")
@Authenticated
@RunOnVirtualThread
public class BanResource {
  private static final int MOST_A_PAGE = 1000;

  private final BanService bans;
  private final BanReader reader;
  private final Caller caller;

  BanResource(BanService bans, BanReader reader, Caller caller) {
    this.bans = bans;
    this.reader = reader;
    this.caller = caller;
  }

  @GET
  @Operation(summary = "Bans by ascending user id; needs BAN_MEMBERS")
  @APIResponse(responseCode = "200")
  @APIResponse(responseCode = "403", description = "MISSING_PERMISSION")
  @APIResponse(responseCode = "404", description = "SERVER_NOT_FOUND")
  @APIResponse(responseCode = "422", description = "VALIDATION_FAILED")
  public List<BanView> list(
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
    return reader.list(id, caller.userId(), IdPage.of(after, limit, MOST_A_PAGE));
  }

  @GET
  @Path("/{user_id}")
  @Operation(summary = "A user's ban; needs BAN_MEMBERS")
  @APIResponse(responseCode = "200")
  @APIResponse(responseCode = "403", description = "MISSING_PERMISSION")
  @APIResponse(responseCode = "404", description = "SERVER_NOT_FOUND, BAN_NOT_FOUND")
  public BanView get(@PathParam("id") long id, @PathParam("user_id") long userId) {
    return reader.get(id, caller.userId(), userId);
  }

  @PUT
  @Path("/{user_id}")
  @Operation(summary = "Bans a user, member or not; needs BAN_MEMBERS and a higher role")
  @APIResponse(responseCode = "204")
  @APIResponse(responseCode = "403", description = "MISSING_PERMISSION, OUTRANKED")
  @APIResponse(responseCode = "404", description = "SERVER_NOT_FOUND, USER_NOT_FOUND")
  public void ban(
      @PathParam("id") long id, @PathParam("user_id") long userId, @Nullable BanRequest request) {
    bans.ban(id, caller.userId(), userId, request == null ? BanRequest.EMPTY : request);
  }

  @DELETE
  @Path("/{user_id}")
  @Operation(summary = "Ends a ban; needs BAN_MEMBERS")
  @APIResponse(responseCode = "204")
  @APIResponse(responseCode = "403", description = "MISSING_PERMISSION")
  @APIResponse(responseCode = "404", description = "SERVER_NOT_FOUND, BAN_NOT_FOUND")
  public void unban(@PathParam("id") long id, @PathParam("user_id") long userId) {
    bans.unban(id, caller.userId(), userId);
  }
}
