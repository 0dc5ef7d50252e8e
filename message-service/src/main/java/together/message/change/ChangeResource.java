package together.message.change;

import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import together.message.post.MessageView;
import together.platform.security.Caller;

/** Editing and deleting. */
@Path("/api/channels/{channel_id}/messages")
@Authenticated
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "messages")
public class ChangeResource {
  private static final BulkDeleteRequest EMPTY = new BulkDeleteRequest(null);

  private final EditService edits;
  private final DeleteService deletions;
  private final Caller caller;

  ChangeResource(EditService edits, DeleteService deletions, Caller caller) {
    this.edits = edits;
    this.deletions = deletions;
    this.caller = caller;
  }

  @PATCH
  @Path("/{message_id}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "editMessage",
      summary = "Edit an own message",
      description =
          "Needs SEND_MESSAGES. attachment_ids names which of its files it keeps. The content and the"
              + " files it has already are no edit.")
  @APIResponse(responseCode = "200", description = "The message after the change")
  @APIResponse(
      responseCode = "403",
      description = "MISSING_PERMISSION, NOT_THE_AUTHOR, SYSTEM_MESSAGE")
  @APIResponse(responseCode = "404", description = "UNKNOWN_CHANNEL, UNKNOWN_MESSAGE")
  @APIResponse(responseCode = "422", description = "VALIDATION_FAILED, NOT_TEXT_CHANNEL")
  @APIResponse(responseCode = "503", description = "DEPENDENCY_UNAVAILABLE")
  public MessageView edit(
      @PathParam("channel_id") long channelId,
      @PathParam("message_id") long messageId,
      @Nullable EditMessageRequest request) {
    var body = request == null ? EditMessageRequest.EMPTY : request;
    return MessageView.of(edits.edit(caller.userId(), channelId, messageId, body));
  }

  @DELETE
  @Path("/{message_id}")
  @Operation(
      operationId = "deleteMessage",
      summary = "Delete a message",
      description = "An own one, or with MANAGE_MESSAGES anyone's.")
  @APIResponse(responseCode = "204", description = "Gone")
  @APIResponse(responseCode = "403", description = "MISSING_PERMISSION")
  @APIResponse(responseCode = "404", description = "UNKNOWN_CHANNEL, UNKNOWN_MESSAGE")
  @APIResponse(responseCode = "422", description = "NOT_TEXT_CHANNEL")
  @APIResponse(responseCode = "503", description = "DEPENDENCY_UNAVAILABLE")
  public void delete(
      @PathParam("channel_id") long channelId, @PathParam("message_id") long messageId) {
    deletions.one(caller.userId(), channelId, messageId);
  }

  @POST
  @Path("/bulk-delete")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "deleteMessages",
      summary = "Delete many messages at once",
      description =
          "Needs MANAGE_MESSAGES and READ_MESSAGE_HISTORY. Ids of no message of this channel are"
              + " passed over. All others go in one event.")
  @APIResponse(responseCode = "204", description = "Gone")
  @APIResponse(responseCode = "403", description = "MISSING_PERMISSION")
  @APIResponse(responseCode = "404", description = "UNKNOWN_CHANNEL")
  @APIResponse(responseCode = "422", description = "VALIDATION_FAILED, NOT_TEXT_CHANNEL")
  @APIResponse(responseCode = "503", description = "DEPENDENCY_UNAVAILABLE")
  public void deleteMany(
      @PathParam("channel_id") long channelId, @Nullable BulkDeleteRequest request) {
    deletions.many(caller.userId(), channelId, request == null ? EMPTY : request);
  }
}
