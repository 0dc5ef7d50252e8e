package together.guild.channel;

import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
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

/** Channels of servers, and their overrides. */
@Path("/api")
@Tag(name = "channels")
@Authenticated
@RunOnVirtualThread
public class ChannelResource {
  private final ChannelService channels;
  private final AnyChannels any;
  private final OverwriteService overwrites;
  private final Caller caller;

  ChannelResource(
      ChannelService channels, AnyChannels any, OverwriteService overwrites, Caller caller) {
    this.channels = channels;
    this.any = any;
    this.overwrites = overwrites;
    this.caller = caller;
  }

  @POST
  @Path("/servers/{id}/channels")
  @ResponseStatus(201)
  @APIResponse(
      responseCode = "201",
      description = "Created",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = ChannelView.class)))
  @Operation(summary = "Makes a channel; needs MANAGE_CHANNELS")
  @APIResponse(responseCode = "403", description = "MISSING_PERMISSION, OUTRANKED")
  @APIResponse(
      responseCode = "404",
      description = "SERVER_NOT_FOUND, ROLE_NOT_FOUND, MEMBER_NOT_FOUND")
  @APIResponse(responseCode = "409", description = "LIMIT_REACHED")
  public ChannelView create(@PathParam("id") long id, @Nullable CreateChannelRequest request) {
    return channels.create(
        id, caller.userId(), request == null ? CreateChannelRequest.EMPTY : request);
  }

  @GET
  @Path("/servers/{id}/channels")
  @Operation(summary = "The server's channels that the caller may view")
  @APIResponse(responseCode = "200")
  @APIResponse(responseCode = "404", description = "SERVER_NOT_FOUND")
  public List<ChannelView> list(@PathParam("id") long id) {
    return channels.list(id, caller.userId());
  }

  @GET
  @Path("/channels/{id}")
  @Operation(summary = "A channel the caller may view")
  @APIResponse(responseCode = "200")
  @APIResponse(responseCode = "404", description = "CHANNEL_NOT_FOUND")
  public ChannelAnswer get(@PathParam("id") long id) {
    return any.get(id, caller.userId());
  }

  @PATCH
  @Path("/channels/{id}")
  @Operation(summary = "Changes a channel; needs MANAGE_CHANNELS in it. Of a group dm the name")
  @APIResponse(responseCode = "200")
  @APIResponse(responseCode = "403", description = "MISSING_PERMISSION")
  @APIResponse(responseCode = "404", description = "CHANNEL_NOT_FOUND")
  @APIResponse(responseCode = "409", description = "PERMANENT_DM")
  public ChannelAnswer update(@PathParam("id") long id, @Nullable UpdateChannelRequest request) {
    return any.update(id, caller.userId(), request == null ? UpdateChannelRequest.EMPTY : request);
  }

  @DELETE
  @Path("/channels/{id}")
  @Operation(summary = "Deletes a channel; needs MANAGE_CHANNELS in it. Leaves a group dm")
  @APIResponse(responseCode = "204")
  @APIResponse(responseCode = "403", description = "MISSING_PERMISSION")
  @APIResponse(responseCode = "404", description = "CHANNEL_NOT_FOUND")
  @APIResponse(responseCode = "409", description = "PERMANENT_DM")
  public void delete(@PathParam("id") long id) {
    any.delete(id, caller.userId());
  }

  @PUT
  @Path("/channels/{id}/permissions/{target_id}")
  @Operation(summary = "Sets the override of a role or member; needs MANAGE_ROLES in the channel")
  @APIResponse(responseCode = "204")
  @APIResponse(responseCode = "403", description = "MISSING_PERMISSION, OUTRANKED")
  @APIResponse(
      responseCode = "404",
      description = "CHANNEL_NOT_FOUND, ROLE_NOT_FOUND, MEMBER_NOT_FOUND")
  @APIResponse(responseCode = "409", description = "LIMIT_REACHED")
  public void put(
      @PathParam("id") long id,
      @PathParam("target_id") long targetId,
      @Nullable OverwriteRequest request) {
    overwrites.put(
        id, targetId, caller.userId(), request == null ? OverwriteRequest.EMPTY : request);
  }

  @DELETE
  @Path("/channels/{id}/permissions/{target_id}")
  @Operation(summary = "Takes an override away; needs MANAGE_ROLES in the channel")
  @APIResponse(responseCode = "204")
  @APIResponse(responseCode = "403", description = "MISSING_PERMISSION, OUTRANKED")
  @APIResponse(responseCode = "404", description = "CHANNEL_NOT_FOUND")
  public void remove(@PathParam("id") long id, @PathParam("target_id") long targetId) {
    overwrites.delete(id, targetId, caller.userId());
  }
}
