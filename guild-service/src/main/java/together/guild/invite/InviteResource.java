package together.guild.invite;

import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
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
  @Operation(summary = "Makes an invite; needs CREATE_INVITE")
  public InviteView create(@PathParam("id") long id, @Nullable CreateInviteRequest request) {
    return invites.create(
        id, caller.userId(), request == null ? CreateInviteRequest.EMPTY : request);
  }

  @GET
  @Path("/servers/{id}/invites")
  @Operation(summary = "The server's usable invites; needs MANAGE_SERVER")
  public List<InviteView> list(@PathParam("id") long id) {
    return reader.list(id, caller.userId());
  }

  @GET
  @Path("/invites/{code}")
  @PermitAll
  @Operation(summary = "What the invite leads to, for anyone with the code")
  public InvitePreview preview(@PathParam("code") String code) {
    return reader.preview(code);
  }

  @POST
  @Path("/invites/{code}")
  @Operation(summary = "Joins; who is a member already gets the server as it is")
  public GuildView join(@PathParam("code") String code) {
    return joining.join(code, caller.userId());
  }

  @DELETE
  @Path("/invites/{code}")
  @Operation(
      summary = "Withdraws the invite; needs MANAGE_SERVER, or MANAGE_CHANNELS where it leads")
  public void delete(@PathParam("code") String code) {
    invites.delete(code, caller.userId());
  }
}
