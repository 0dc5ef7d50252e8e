package together.guild.dm;

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
import together.platform.security.Caller;

/** Giving a group dm its picture. */
@Path("/api")
@Tag(name = "private channels")
@Authenticated
@RunOnVirtualThread
public class GroupIconResource {
  private final GroupIcons icons;
  private final Caller caller;

  GroupIconResource(GroupIcons icons, Caller caller) {
    this.icons = icons;
    this.caller = caller;
  }

  @PUT
  @Path("/channels/{id}/icon")
  @Consumes(MediaType.WILDCARD)
  @Operation(summary = "The body, an image of at most 8 MiB, becomes the icon; any recipient may")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = "image/*",
              schema = @Schema(type = SchemaType.STRING, format = "binary")))
  @APIResponse(responseCode = "200")
  @APIResponse(responseCode = "404", description = "CHANNEL_NOT_FOUND")
  @APIResponse(responseCode = "409", description = "PERMANENT_DM")
  @APIResponse(
      responseCode = "422",
      description =
          "VALIDATION_FAILED: no PNG, JPEG, GIF or WebP, too many pixels or frames, or unreadable")
  public PrivateChannelView put(@PathParam("id") long id, InputStream image) {
    return icons.put(id, caller.userId(), image);
  }

  @DELETE
  @Path("/channels/{id}/icon")
  @Operation(summary = "Takes the icon of a group dm away; any recipient may")
  @APIResponse(responseCode = "204")
  @APIResponse(responseCode = "404", description = "CHANNEL_NOT_FOUND")
  @APIResponse(responseCode = "409", description = "PERMANENT_DM")
  public void delete(@PathParam("id") long id) {
    icons.delete(id, caller.userId());
  }
}
