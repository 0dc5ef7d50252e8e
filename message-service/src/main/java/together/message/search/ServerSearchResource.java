package together.message.search;

import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import together.platform.security.Caller;

/** Searches in a server. */
@Path("/api/servers/{id}/messages/search")
@Authenticated
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "search")
public class ServerSearchResource extends SearchResource {
  private final SearchService service;
  private final Caller caller;

  ServerSearchResource(SearchService service, Caller caller) {
    this.service = service;
    this.caller = caller;
  }

  @GET
  @Operation(
      operationId = "searchServer",
      summary = "Search the messages of all channels of a server",
      description = DESCRIPTION)
  @APIResponse(responseCode = "200", description = "A page of hits")
  @APIResponse(responseCode = "404", description = "UNKNOWN_SERVER, UNKNOWN_CHANNEL")
  @APIResponse(responseCode = "422", description = "VALIDATION_FAILED")
  @APIResponse(
      responseCode = "503",
      description = "SEARCH_BUSY, SEARCH_TIMED_OUT, SEARCH_CATCHING_UP, DEPENDENCY_UNAVAILABLE")
  public SearchView search(@PathParam("id") long serverId) {
    return service.inServer(caller.userId(), serverId, parameters());
  }
}
