package together.guild.emoji;

import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
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
import together.guild.access.Standings;
import together.platform.security.Caller;

/** Emojis of a server. */
@Path("/api/servers/{id}/emojis")
@Tag(name = "emojis")
@Authenticated
@RunOnVirtualThread
public class EmojiResource {
  private final EmojiService emojis;
  private final Standings standings;
  private final Caller caller;

  EmojiResource(EmojiService emojis, Standings standings, Caller caller) {
    this.emojis = emojis;
    this.standings = standings;
    this.caller = caller;
  }

  @GET
  @Operation(summary = "The server's emojis, by id, for its members")
  @APIResponse(responseCode = "200")
  @APIResponse(responseCode = "404", description = "SERVER_NOT_FOUND")
  public List<EmojiView> list(@PathParam("id") long id) {
    return standings.member(id, caller.userId()).structure().emojis().values().stream()
        .map(EmojiView::of)
        .toList();
  }

  @POST
  @ResponseStatus(201)
  @APIResponse(
      responseCode = "201",
      description = "Created",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = EmojiView.class)))
  @Operation(summary = "Makes an emoji, 128 pixels square; needs MANAGE_EMOJIS")
  @APIResponse(responseCode = "403", description = "MISSING_PERMISSION")
  @APIResponse(responseCode = "404", description = "SERVER_NOT_FOUND")
  @APIResponse(responseCode = "409", description = "LIMIT_REACHED")
  public EmojiView create(@PathParam("id") long id, @Nullable CreateEmojiRequest request) {
    return emojis.create(
        standings.member(id, caller.userId()),
        request == null ? CreateEmojiRequest.EMPTY : request);
  }

  @PATCH
  @Path("/{emoji_id}")
  @Operation(summary = "Renames an emoji; needs MANAGE_EMOJIS")
  @APIResponse(responseCode = "200")
  @APIResponse(responseCode = "403", description = "MISSING_PERMISSION")
  @APIResponse(responseCode = "404", description = "SERVER_NOT_FOUND, EMOJI_NOT_FOUND")
  public EmojiView rename(
      @PathParam("id") long id,
      @PathParam("emoji_id") long emojiId,
      @Nullable UpdateEmojiRequest request) {
    return emojis.rename(
        id, caller.userId(), emojiId, request == null ? UpdateEmojiRequest.EMPTY : request);
  }

  @DELETE
  @Path("/{emoji_id}")
  @Operation(summary = "Deletes an emoji; needs MANAGE_EMOJIS")
  @APIResponse(responseCode = "204")
  @APIResponse(responseCode = "403", description = "MISSING_PERMISSION")
  @APIResponse(responseCode = "404", description = "SERVER_NOT_FOUND, EMOJI_NOT_FOUND")
  public void delete(@PathParam("id") long id, @PathParam("emoji_id") long emojiId) {
    emojis.delete(id, caller.userId(), emojiId);
  }
}
