package together.guild.server;

import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import together.platform.security.Caller;

/** The open door of a server. */
@Path("/api/servers/{id}/members")
@Tag(name = "members")
@Authenticated
@RunOnVirtualThread
public class OpenJoinResource {
  private final OpenJoin joining;
  private final Caller caller;

  OpenJoinResource(OpenJoin joining, Caller caller) {
    this.joining = joining;
    this.caller = caller;
  }

  @POST
  @Operation(summary = "Joins a server that is open; who is a member already gets it as it is")
  @APIResponse(responseCode = "200")
  @APIResponse(responseCode = "403", description = "BANNED")
  @APIResponse(responseCode = "404", description = "SERVER_NOT_FOUND: there is none, or not open")
  @APIResponse(responseCode = "409", description = "LIMIT_REACHED")
  public GuildView join(@PathParam("id") long id) {
    return joining.join(id, caller.userId());
  }
}
