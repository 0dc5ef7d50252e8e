package together.guild.channel;

import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import together.platform.security.Caller;

/** Where channels stand, and why somebody may do what in one. */
@Path("/api")
@Tag(name = "channels")
@Authenticated
@RunOnVirtualThread
public class ChannelOrderResource {
  private final ChannelMoves moves;
  private final Explanations explanations;
  private final Caller caller;

  ChannelOrderResource(ChannelMoves moves, Explanations explanations, Caller caller) {
    this.moves = moves;
    this.explanations = explanations;
    this.caller = caller;
  }

  @PATCH
  @Path("/servers/{id}/channels")
  @Operation(
      summary =
          "Moves channels, and syncs their overrides with their category's; needs MANAGE_CHANNELS"
              + " in each, to sync MANAGE_ROLES too")
  @APIResponse(responseCode = "200")
  @APIResponse(responseCode = "403", description = "MISSING_PERMISSION")
  @APIResponse(responseCode = "404", description = "SERVER_NOT_FOUND, CHANNEL_NOT_FOUND")
  public List<ChannelView> move(
      @PathParam("id") long id, @Nullable List<@Nullable ChannelMove> request) {
    return moves.move(id, caller.userId(), request == null ? List.of() : request);
  }

  @GET
  @Path("/channels/{id}/permissions/{target_id}")
  @Operation(
      summary = "Explains a member's permissions step by step; another's needs MANAGE_ROLES there")
  @APIResponse(responseCode = "200")
  @APIResponse(responseCode = "403", description = "MISSING_PERMISSION")
  @APIResponse(responseCode = "404", description = "CHANNEL_NOT_FOUND, MEMBER_NOT_FOUND")
  public ExplanationView explain(@PathParam("id") long id, @PathParam("target_id") long userId) {
    return explanations.explain(id, caller.userId(), userId);
  }
}
