package together.guild.icon;

import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import together.guild.server.GuildView;
import together.platform.security.Caller;

/** Giving a server its picture. */
@Path("/api")
@Tag(name = "servers")
@Authenticated
@RunOnVirtualThread
public class IconResource {
  private final IconService icons;
  private final Caller caller;

  IconResource(IconService icons, Caller caller) {
    this.icons = icons;
    this.caller = caller;
  }

  @PUT
  @Path("/servers/{id}/icon")
  @Consumes(MediaType.WILDCARD)
  @Operation(summary = "The body, an image of at most 8 MiB, becomes the icon; needs MANAGE_SERVER")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = "image/*",
              schema = @Schema(type = SchemaType.STRING, format = "binary")))
  @APIResponse(responseCode = "200")
  @APIResponse(responseCode = "403", description = "MISSING_PERMISSION")
  @APIResponse(responseCode = "404", description = "SERVER_NOT_FOUND")
  @APIResponse(
      responseCode = "422",
      description =
          "VALIDATION_FAILED: no PNG, JPEG, GIF or WebP, too many pixels or frames, or unreadable")
  public GuildView put(@PathParam("id") long id, InputStream image) {
    return icons.put(id, caller.userId(), image);
  }

  @DELETE
  @Path("/servers/{id}/icon")
  @Operation(summary = "Takes the icon away; needs MANAGE_SERVER")
  @APIResponse(responseCode = "204")
  @APIResponse(responseCode = "403", description = "MISSING_PERMISSION")
  @APIResponse(responseCode = "404", description = "SERVER_NOT_FOUND")
  public void delete(@PathParam("id") long id) {
    icons.delete(id, caller.userId());
  }
}
