package together.message.reaction;

import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import together.message.author.UserView;
import together.message.shortform.ChannelLookup;
import together.platform.problem.ProblemException;
import together.platform.security.Caller;

/** Emojis under messages. */
@Path("/api/messages/{message_id}/reactions")
@Authenticated
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "reactions")
public class ReactionResource {
  private final ChannelLookup channels;
  private final ReactionService service;
  private final ReactionReader reader;
  private final Emojis emojis;
  private final Caller caller;

  ReactionResource(
      ChannelLookup channels,
      ReactionService service,
      ReactionReader reader,
      Emojis emojis,
      Caller caller) {
    this.channels = channels;
    this.service = service;
    this.reader = reader;
    this.emojis = emojis;
    this.caller = caller;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "addReaction",
      summary = "Set an emoji under a message",
      description =
          "Needs READ_MESSAGE_HISTORY, and ADD_REACTIONS for an emoji that nobody has set there"
              + " yet. At most 20 emojis a message. One of the server's own (name:id) is known by"
              + " its id, and keeps the name it had when it was first set there.")
  @APIResponse(responseCode = "204", description = "Set")
  @APIResponse(responseCode = "403", description = "MISSING_PERMISSION")
  @APIResponse(responseCode = "404", description = "UNKNOWN_MESSAGE")
  @APIResponse(responseCode = "409", description = "TOO_MANY_REACTIONS")
  @APIResponse(responseCode = "422", description = "VALIDATION_FAILED")
  @APIResponse(responseCode = "503", description = "DEPENDENCY_UNAVAILABLE")
  public void add(@PathParam("message_id") long messageId, @Nullable ReactionRequest request) {
    long userId = caller.userId();
    channels.in(
        messageId,
        channelId -> {
          service.add(userId, channelId, messageId, emojis.known(emoji(request)));
          return channelId;
        });
  }

  private static String emoji(@Nullable ReactionRequest request) {
    if (request == null || request.emoji() == null) {
      throw ProblemException.invalid("emoji", "NOT_NULL", "emoji is missing");
    }
    return request.emoji();
  }

  @GET
  @Path("/{emoji}")
  @Operation(
      operationId = "listReactions",
      summary = "Who has set an emoji under a message, by id",
      description = "Needs READ_MESSAGE_HISTORY.")
  @APIResponse(responseCode = "200", description = "The page; empty when nobody has")
  @APIResponse(responseCode = "403", description = "MISSING_PERMISSION")
  @APIResponse(responseCode = "404", description = "UNKNOWN_MESSAGE")
  @APIResponse(responseCode = "422", description = "VALIDATION_FAILED")
  @APIResponse(responseCode = "503", description = "DEPENDENCY_UNAVAILABLE")
  public List<UserView> users(
      @PathParam("message_id") long messageId,
      @PathParam("emoji") String emoji,
      @Parameter(
              description = "Users with ids above this one",
              schema = @Schema(implementation = Long.class))
          @QueryParam("after")
          @Nullable String after,
      @Parameter(
              description = "1..100",
              schema = @Schema(implementation = Integer.class, defaultValue = "50"))
          @QueryParam("limit")
          @Nullable String limit) {
    long userId = caller.userId();
    return channels
        .in(
            messageId,
            channelId ->
                reader.users(
                    userId,
                    channelId,
                    messageId,
                    emojis.known(emoji),
                    ReactionPage.of(after, limit)))
        .stream()
        .map(UserView::of)
        .toList();
  }

  @DELETE
  @Path("/{emoji}")
  @Operation(operationId = "removeOwnReaction", summary = "Take away an emoji one has set")
  @APIResponse(responseCode = "204", description = "Gone")
  @APIResponse(responseCode = "404", description = "UNKNOWN_MESSAGE, UNKNOWN_REACTION")
  @APIResponse(responseCode = "422", description = "VALIDATION_FAILED")
  @APIResponse(responseCode = "503", description = "DEPENDENCY_UNAVAILABLE")
  public void removeOwn(@PathParam("message_id") long messageId, @PathParam("emoji") String emoji) {
    remove(messageId, emoji, caller.userId());
  }

  @DELETE
  @Path("/{emoji}/{user_id}")
  @Operation(
      operationId = "removeReaction",
      summary = "Take away an emoji somebody has set",
      description = "Of others with MANAGE_MESSAGES.")
  @APIResponse(responseCode = "204", description = "Gone")
  @APIResponse(responseCode = "403", description = "MISSING_PERMISSION")
  @APIResponse(responseCode = "404", description = "UNKNOWN_MESSAGE, UNKNOWN_REACTION")
  @APIResponse(responseCode = "422", description = "VALIDATION_FAILED")
  @APIResponse(responseCode = "503", description = "DEPENDENCY_UNAVAILABLE")
  public void remove(
      @PathParam("message_id") long messageId,
      @PathParam("emoji") String emoji,
      @PathParam("user_id") long userId) {
    long callerId = caller.userId();
    channels.in(
        messageId,
        channelId -> {
          service.remove(callerId, channelId, messageId, emojis.known(emoji), userId);
          return channelId;
        });
  }
}
