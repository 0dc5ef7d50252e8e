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

/** Searches in a channel. */
@Path("/api/channels/{channel_id}/messages")
@Authenticated
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "search")
public class ChannelSearchResource extends SearchResource {
  private final SearchService service;
  private final Caller caller;

  ChannelSearchResource(SearchService service, Caller caller) {
    this.service = service;
    this.caller = caller;
  }

  @GET
  @Path("/search")
  @Operation(
      operationId = "searchChannel",
      summary = "Search a channel's messages",
      description = DESCRIPTION)
  @APIResponse(responseCode = "200", description = "A page of hits")
  @APIResponse(responseCode = "403", description = "MISSING_PERMISSION")
  @APIResponse(responseCode = "404", description = "UNKNOWN_CHANNEL")
  @APIResponse(responseCode = "422", description = "VALIDATION_FAILED, NOT_TEXT_CHANNEL")
  @APIResponse(
      responseCode = "503",
      description = "SEARCH_BUSY, SEARCH_TIMED_OUT, SEARCH_CATCHING_UP, DEPENDENCY_UNAVAILABLE")
  public SearchView search(@PathParam("channel_id") long channelId) {
    return service.inChannel(caller.userId(), channelId, parameters());
  }
}
