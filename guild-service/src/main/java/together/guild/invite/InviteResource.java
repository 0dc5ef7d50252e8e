package together.guild.invite;

import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
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
import together.guild.server.GuildView;
import together.platform.security.Caller;

/** Invites. */
@Path("/api")
@Tag(name = "invites")
@Authenticated
@RunOnVirtualThread
public class InviteResource {
  private final InviteService invites;
  private final InviteReader reader;
  private final JoinService joining;
  private final Caller caller;

  InviteResource(InviteService invites, InviteReader reader, JoinService joining, Caller caller) {
    this.invites = invites;
    this.reader = reader;
    this.joining = joining;
    this.caller = caller;
  }

  @POST
  @Path("/servers/{id}/invites")
  @ResponseStatus(201)
  @APIResponse(
      responseCode = "201",
      description = "Created",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = InviteView.class)))
  @Operation(summary = "Makes an invite; needs CREATE_INVITE")
  @APIResponse(responseCode = "403", description = "MISSING_PERMISSION")
  @APIResponse(responseCode = "404", description = "SERVER_NOT_FOUND")
  @APIResponse(responseCode = "409", description = "LIMIT_REACHED")
  public InviteView create(@PathParam("id") long id, @Nullable CreateInviteRequest request) {
    return invites.create(
        id, caller.userId(), request == null ? CreateInviteRequest.EMPTY : request);
  }

  @GET
  @Path("/servers/{id}/invites")
  @Operation(summary = "The server's usable invites; needs MANAGE_SERVER")
  @APIResponse(responseCode = "200")
  @APIResponse(responseCode = "403", description = "MISSING_PERMISSION")
  @APIResponse(responseCode = "404", description = "SERVER_NOT_FOUND")
  public List<InviteView> list(@PathParam("id") long id) {
    return reader.list(id, caller.userId());
  }

  @POST
  @Path("/invites/{code}")
  @Operation(summary = "Joins; who is a member already gets the server as it is")
  @APIResponse(responseCode = "200")
  @APIResponse(responseCode = "404", description = "INVITE_NOT_FOUND")
  @APIResponse(responseCode = "409", description = "LIMIT_REACHED")
  public GuildView join(@PathParam("code") String code) {
    return joining.join(code, caller.userId());
  }

  @DELETE
  @Path("/invites/{code}")
  @Operation(
      summary = "Withdraws the invite; needs MANAGE_SERVER, or MANAGE_CHANNELS where it leads")
  @APIResponse(responseCode = "204")
  @APIResponse(responseCode = "403", description = "MISSING_PERMISSION")
  @APIResponse(
      responseCode = "404",
      description = "INVITE_NOT_FOUND; SERVER_NOT_FOUND: the caller is no member")
  public void delete(@PathParam("code") String code) {
    invites.delete(code, caller.userId());
  }
}
