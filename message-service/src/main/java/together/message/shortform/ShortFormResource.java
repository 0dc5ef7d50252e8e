package together.message.shortform;

import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import together.message.change.DeleteService;
import together.message.change.EditMessageRequest;
import together.message.change.EditService;
import together.message.history.HistoryService;
import together.message.post.MessageView;
import together.platform.security.Caller;

/** The long form's routes for a message whose channel the client does not name. */
@Path("/api/messages/{message_id}")
@Authenticated
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "messages")
public class ShortFormResource {
  private final ChannelLookup channels;
  private final HistoryService history;
  private final EditService edits;
  private final DeleteService deletions;
  private final Caller caller;

  ShortFormResource(
      ChannelLookup channels,
      HistoryService history,
      EditService edits,
      DeleteService deletions,
      Caller caller) {
    this.channels = channels;
    this.history = history;
    this.edits = edits;
    this.deletions = deletions;
    this.caller = caller;
  }

  @GET
  @Operation(operationId = "getMessageById", summary = "One message, by its id alone")
  @APIResponse(responseCode = "200", description = "The message")
  @APIResponse(responseCode = "404", description = "UNKNOWN_MESSAGE")
  public MessageView message(@PathParam("message_id") long messageId) {
    long userId = caller.userId();
    return MessageView.of(
        channels.in(messageId, channelId -> history.message(userId, channelId, messageId)));
  }

  @PATCH
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(operationId = "editMessageById", summary = "Edit an own message, by its id alone")
  @APIResponse(responseCode = "200", description = "The message after the change")
  @APIResponse(responseCode = "404", description = "UNKNOWN_MESSAGE")
  public MessageView edit(
      @PathParam("message_id") long messageId, @Nullable EditMessageRequest request) {
    long userId = caller.userId();
    var body = request == null ? EditMessageRequest.EMPTY : request;
    return MessageView.of(
        channels.in(messageId, channelId -> edits.edit(userId, channelId, messageId, body)));
  }

  @DELETE
  @Operation(operationId = "deleteMessageById", summary = "Delete a message, by its id alone")
  @APIResponse(responseCode = "204", description = "Gone")
  @APIResponse(responseCode = "404", description = "UNKNOWN_MESSAGE")
  public void delete(@PathParam("message_id") long messageId) {
    long userId = caller.userId();
    channels.in(
        messageId,
        channelId -> {
          deletions.one(userId, channelId, messageId);
          return channelId;
        });
  }
}
