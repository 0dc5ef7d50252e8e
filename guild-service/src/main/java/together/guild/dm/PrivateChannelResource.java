package together.guild.dm;

import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
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

/** Dms and group dms. */
@Path("/api")
@Tag(name = "private channels")
@Authenticated
@RunOnVirtualThread
public class PrivateChannelResource {
  private static final int MOST_A_PAGE = 100;

  private final PrivateChannels channels;
  private final Caller caller;

  PrivateChannelResource(PrivateChannels channels, Caller caller) {
    this.channels = channels;
    this.caller = caller;
  }

  @POST
  @Path("/users/@me/channels")
  @Operation(summary = "The dm with a user, made when there is none, or a new group dm")
  @APIResponse(responseCode = "200")
  @APIResponse(responseCode = "403", description = "RECIPIENT_REFUSES")
  @APIResponse(responseCode = "404", description = "USER_NOT_FOUND")
  @APIResponse(responseCode = "409", description = "LIMIT_REACHED")
  public PrivateChannelView open(@Nullable OpenPrivateRequest request) {
    return channels.open(caller.userId(), request == null ? OpenPrivateRequest.EMPTY : request);
  }

  @GET
  @Path("/users/@me/channels")
  @Operation(summary = "The caller's dms and group dms, by id")
  @APIResponse(responseCode = "200")
  @APIResponse(responseCode = "422", description = "VALIDATION_FAILED")
  public List<PrivateChannelView> list(
      @Parameter(schema = @Schema(implementation = Long.class)) @QueryParam("after")
          @Nullable String after,
      @Parameter(
              schema =
                  @Schema(
                      implementation = Integer.class,
                      minimum = "1",
                      maximum = "100",
                      defaultValue = "50"))
          @QueryParam("limit")
          @Nullable String limit) {
    return channels.list(caller.userId(), IdPage.of(after, limit, MOST_A_PAGE));
  }

  @PUT
  @Path("/channels/{id}/recipients/{user_id}")
  @Operation(summary = "Brings a user into a group dm; any recipient may")
  @APIResponse(responseCode = "204")
  @APIResponse(responseCode = "403", description = "RECIPIENT_REFUSES")
  @APIResponse(responseCode = "404", description = "CHANNEL_NOT_FOUND, USER_NOT_FOUND")
  @APIResponse(responseCode = "409", description = "LIMIT_REACHED, PERMANENT_DM")
  public void add(@PathParam("id") long id, @PathParam("user_id") long userId) {
    channels.add(id, caller.userId(), userId);
  }

  @DELETE
  @Path("/channels/{id}/recipients/{user_id}")
  @Operation(summary = "Takes a user out of a group dm: its owner; or leaves it")
  @APIResponse(responseCode = "204")
  @APIResponse(responseCode = "403", description = "OWNER_ONLY")
  @APIResponse(responseCode = "404", description = "CHANNEL_NOT_FOUND, USER_NOT_FOUND")
  @APIResponse(responseCode = "409", description = "PERMANENT_DM")
  public void remove(@PathParam("id") long id, @PathParam("user_id") long userId) {
    channels.remove(id, caller.userId(), userId);
  }
}
