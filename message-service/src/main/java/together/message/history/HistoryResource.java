package together.message.history;

import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
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
import together.message.post.MessageView;
import together.platform.security.Caller;

/** Reading. */
@Path("/api/channels/{channel_id}/messages")
@Authenticated
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "messages")
public class HistoryResource {
  private final HistoryService service;
  private final Caller caller;

  HistoryResource(HistoryService service, Caller caller) {
    this.service = service;
    this.caller = caller;
  }

  @GET
  @Operation(
      operationId = "listMessages",
      summary = "A page of a channel's messages, newest first",
      description =
          "Needs READ_MESSAGE_HISTORY. At most one of before, after, around; the id named need not"
              + " exist.")
  @APIResponse(responseCode = "200", description = "The page; empty beyond the edge")
  @APIResponse(responseCode = "403", description = "MISSING_PERMISSION")
  @APIResponse(responseCode = "404", description = "UNKNOWN_CHANNEL")
  @APIResponse(responseCode = "422", description = "VALIDATION_FAILED, NOT_TEXT_CHANNEL")
  @APIResponse(responseCode = "503", description = "DEPENDENCY_UNAVAILABLE")
  public List<MessageView> page(
      @PathParam("channel_id") long channelId,
      @Parameter(
              description = "The newest messages older than this id",
              schema = @Schema(implementation = Long.class))
          @QueryParam("before")
          @Nullable String before,
      @Parameter(
              description = "The oldest messages newer than this id",
              schema = @Schema(implementation = Long.class))
          @QueryParam("after")
          @Nullable String after,
      @Parameter(
              description = "Half of the page older than this id, the rest it and newer",
              schema = @Schema(implementation = Long.class))
          @QueryParam("around")
          @Nullable String around,
      @Parameter(
              description = "1..100",
              schema = @Schema(implementation = Integer.class, defaultValue = "50"))
          @QueryParam("limit")
          @Nullable String limit) {
    var query = HistoryQuery.of(before, after, around, limit);
    return service.page(caller.userId(), channelId, query).stream().map(MessageView::of).toList();
  }

  @GET
  @Path("/{message_id}")
  @Operation(
      operationId = "getMessage",
      summary = "One message",
      description = "Needs READ_MESSAGE_HISTORY.")
  @APIResponse(responseCode = "200", description = "The message")
  @APIResponse(responseCode = "403", description = "MISSING_PERMISSION")
  @APIResponse(responseCode = "404", description = "UNKNOWN_CHANNEL, UNKNOWN_MESSAGE")
  @APIResponse(responseCode = "422", description = "NOT_TEXT_CHANNEL")
  @APIResponse(responseCode = "503", description = "DEPENDENCY_UNAVAILABLE")
  public MessageView message(
      @PathParam("channel_id") long channelId, @PathParam("message_id") long messageId) {
    return MessageView.of(service.message(caller.userId(), channelId, messageId));
  }
}
