package together.auth.avatar;

import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.time.Clock;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirements;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import together.auth.account.OwnUserView;
import together.platform.image.IconImages;
import together.platform.image.ImageAnswers;
import together.platform.security.Caller;

/** Pictures of users. */
@Path("/api/users")
@RunOnVirtualThread
@Tag(name = "users")
public class AvatarResource {
  private final AvatarService avatars;
  private final Caller caller;
  private final Clock clock;

  AvatarResource(AvatarService avatars, Caller caller, Clock clock) {
    this.avatars = avatars;
    this.caller = caller;
    this.clock = clock;
  }

  @PUT
  @Path("/@me/avatar")
  @Authenticated
  @Consumes(MediaType.WILDCARD)
  @Operation(summary = "The body, an image of at most 8 MiB, becomes the caller's avatar")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = "image/*",
              schema = @Schema(type = SchemaType.STRING, format = "binary")))
  @APIResponse(responseCode = "200")
  @APIResponse(responseCode = "401", description = "UNAUTHORIZED")
  @APIResponse(
      responseCode = "422",
      description =
          "VALIDATION_FAILED: no PNG, JPEG, GIF or WebP, too many pixels or frames, or unreadable")
  public OwnUserView put(InputStream image) {
    return OwnUserView.of(avatars.put(caller.userId(), image), clock.instant());
  }

  @DELETE
  @Path("/@me/avatar")
  @Authenticated
  @Operation(summary = "Takes the caller's avatar away")
  @APIResponse(responseCode = "204")
  @APIResponse(responseCode = "401", description = "UNAUTHORIZED")
  public void delete() {
    avatars.delete(caller.userId());
  }

  @GET
  @Path("/{id}/avatar/{hash}")
  @PermitAll
  @Produces({"image/png", "image/jpeg"})
  @SecurityRequirements
  @Operation(summary = "The avatar with this hash, in 128 or 512 pixels; may be kept for good")
  @APIResponse(responseCode = "200")
  @APIResponse(responseCode = "404", description = "IMAGE_NOT_FOUND")
  @APIResponse(responseCode = "422", description = "VALIDATION_FAILED")
  public Response get(
      @PathParam("id") long id,
      @PathParam("hash") String hash,
      @Parameter(
              schema =
                  @Schema(
                      implementation = Integer.class,
                      enumeration = {"128", "512"},
                      defaultValue = "512"))
          @QueryParam("size")
          @Nullable String size,
      @Context Request request) {
    int pixels = IconImages.size(size);
    var picture = avatars.get(id, hash, pixels);
    return ImageAnswers.of(picture.media(), picture.bytes(), hash + "-" + pixels, request);
  }
}
