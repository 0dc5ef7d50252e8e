package together.guild.image;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirements;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import together.guild.database.StoredImage;
import together.guild.dm.GroupIcons;
import together.guild.emoji.EmojiService;
import together.guild.icon.IconService;
import together.platform.image.IconImages;
import together.platform.image.ImageAnswers;

/** The pictures themselves, for pages that cannot send a token with an image. */
@Path("/api")
@Tag(name = "images")
@RunOnVirtualThread
public class ImageResource {
  private final IconService icons;
  private final GroupIcons groupIcons;
  private final EmojiService emojis;

  ImageResource(IconService icons, GroupIcons groupIcons, EmojiService emojis) {
    this.icons = icons;
    this.groupIcons = groupIcons;
    this.emojis = emojis;
  }

  @GET
  @Path("/servers/{id}/icon/{hash}")
  @Produces({"image/png", "image/jpeg"})
  @SecurityRequirements
  @Operation(summary = "The icon with this hash, in 128 or 512 pixels; may be kept for good")
  @APIResponse(responseCode = "200")
  @APIResponse(responseCode = "404", description = "IMAGE_NOT_FOUND")
  @APIResponse(responseCode = "422", description = "VALIDATION_FAILED")
  public Response icon(
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
    return answer(icons.get(id, hash, pixels), hash + "-" + pixels, request);
  }

  @GET
  @Path("/channels/{id}/icon/{hash}")
  @Produces({"image/png", "image/jpeg"})
  @SecurityRequirements
  @Operation(
      summary = "A group dm's icon with this hash, in 128 or 512 pixels; may be kept for good")
  @APIResponse(responseCode = "200")
  @APIResponse(responseCode = "404", description = "IMAGE_NOT_FOUND")
  @APIResponse(responseCode = "422", description = "VALIDATION_FAILED")
  public Response groupIcon(
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
    return answer(groupIcons.get(id, hash, pixels), hash + "-" + pixels, request);
  }

  @GET
  @Path("/emojis/{emoji_id}")
  @Produces({"image/png", "image/jpeg"})
  @SecurityRequirements
  @Operation(summary = "The emoji's picture, 128 pixels square; may be kept for good")
  @APIResponse(responseCode = "200")
  @APIResponse(responseCode = "404", description = "EMOJI_NOT_FOUND")
  public Response emoji(@PathParam("emoji_id") long emojiId, @Context Request request) {
    return answer(emojis.image(emojiId), Long.toString(emojiId), request);
  }

  private static Response answer(StoredImage image, String name, Request request) {
    return ImageAnswers.of(image.media(), image.bytes(), name, request);
  }
}
