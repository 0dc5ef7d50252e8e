package together.message.post;

import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import together.platform.security.Caller;

/** Posting. */
@Path("/api/channels/{channel_id}/messages")
@Authenticated
@RunOnVirtualThread
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "messages")
public class MessageResource {
  private static final PostMessageRequest EMPTY =
      new PostMessageRequest(null, null, null, null, null);

  private final MessageService service;
  private final Caller caller;

  MessageResource(MessageService service, Caller caller) {
    this.service = service;
    this.caller = caller;
  }

  @POST
  @Operation(
      operationId = "postMessage",
      summary = "Post a message",
      description =
          "Needs SEND_MESSAGES, with files ATTACH_FILES, and READ_MESSAGE_HISTORY to reply. A lost"
              + " answer may be retried with the same nonce.")
  @APIResponse(
      responseCode = "201",
      description = "Stored",
      content = @Content(schema = @Schema(implementation = MessageView.class)))
  @APIResponse(
      responseCode = "200",
      description = "The nonce was used before: the message first stored",
      content = @Content(schema = @Schema(implementation = MessageView.class)))
  @APIResponse(responseCode = "403", description = "MISSING_PERMISSION")
  @APIResponse(
      responseCode = "404",
      description = "UNKNOWN_CHANNEL; UNKNOWN_MESSAGE: the nonce's message was deleted")
  @APIResponse(
      responseCode = "422",
      description = "VALIDATION_FAILED, UNKNOWN_REFERENCE, NOT_TEXT_CHANNEL")
  @APIResponse(
      responseCode = "429",
      description = "SLOW_MODE: Retry-After says when; a repeated nonce is answered before it")
  @APIResponse(
      responseCode = "503",
      description = "DEPENDENCY_UNAVAILABLE, CHANNEL_BUSY, POST_TIMED_OUT")
  public Response post(
      @PathParam("channel_id") long channelId, @Nullable PostMessageRequest request) {
    var posted = service.post(caller.userId(), channelId, request == null ? EMPTY : request);
    return Response.status(posted.created() ? 201 : 200)
        .entity(MessageView.of(posted.message()))
        .build();
  }
}
