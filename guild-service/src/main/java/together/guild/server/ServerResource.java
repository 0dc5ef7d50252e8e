package together.guild.server;

import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;
import together.platform.request.IdPage;
import together.platform.security.Caller;

/** Servers. */
@Path("/api")
@Tag(name = "servers")
@Authenticated
@RunOnVirtualThread
public class ServerResource {
  private static final int MOST_A_PAGE = 100;

  private final ServerService servers;
  private final ServerViews views;
  private final Caller caller;

  ServerResource(ServerService servers, ServerViews views, Caller caller) {
    this.servers = servers;
    this.views = views;
    this.caller = caller;
  }

  @POST
  @Path("/servers")
  @ResponseStatus(201)
  @APIResponse(
      responseCode = "201",
      description = "Created",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = GuildView.class)))
  @Operation(
      summary = "Makes a server: @everyone, a text and a voice channel, the caller its owner")
  @APIResponse(responseCode = "409", description = "LIMIT_REACHED")
  public GuildView create(@Nullable CreateServerRequest request) {
    return servers.create(caller.userId(), request == null ? CreateServerRequest.EMPTY : request);
  }

  @GET
  @Path("/users/@me/servers")
  @Operation(summary = "The caller's servers, by id")
  @APIResponse(responseCode = "200")
  @APIResponse(responseCode = "422", description = "VALIDATION_FAILED")
  public List<GuildView> list(
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
    return views.list(caller.userId(), IdPage.of(after, limit, MOST_A_PAGE));
  }

  @GET
  @Path("/servers/{id}")
  @Operation(summary = "A server the caller is in, with the channels the caller may view")
  @APIResponse(responseCode = "200")
  @APIResponse(responseCode = "404", description = "SERVER_NOT_FOUND")
  public GuildView get(@PathParam("id") long id) {
    return views.get(id, caller.userId());
  }

  @PATCH
  @Path("/servers/{id}")
  @Operation(summary = "Changes name, description or open_to_join; needs MANAGE_SERVER")
  @APIResponse(responseCode = "200")
  @APIResponse(responseCode = "403", description = "MISSING_PERMISSION")
  @APIResponse(responseCode = "404", description = "SERVER_NOT_FOUND")
  public GuildView update(@PathParam("id") long id, @Nullable UpdateServerRequest request) {
    return servers.update(
        id, caller.userId(), request == null ? UpdateServerRequest.EMPTY : request);
  }

  @POST
  @Path("/servers/{id}/owner")
  @Operation(summary = "Gives the server to another member; the owner's alone")
  @APIResponse(responseCode = "200")
  @APIResponse(responseCode = "403", description = "OWNER_ONLY")
  @APIResponse(responseCode = "404", description = "SERVER_NOT_FOUND, MEMBER_NOT_FOUND")
  public GuildView transfer(@PathParam("id") long id, @Nullable OwnerRequest request) {
    return servers.transfer(id, caller.userId(), request == null ? OwnerRequest.EMPTY : request);
  }

  @DELETE
  @Path("/servers/{id}")
  @Operation(summary = "Deletes the server; the owner's alone")
  @APIResponse(responseCode = "204")
  @APIResponse(responseCode = "403", description = "OWNER_ONLY")
  @APIResponse(responseCode = "404", description = "SERVER_NOT_FOUND")
  public void delete(@PathParam("id") long id) {
    servers.delete(id, caller.userId());
  }
}
