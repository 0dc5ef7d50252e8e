package together.message.pin;

import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import together.message.post.MessageView;
import together.platform.security.Caller;

/** Pinned messages. */
@Path("/api/channels/{channel_id}/pins")
@Authenticated
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "pins")
public class PinResource {
  private final PinService service;
  private final Caller caller;

  PinResource(PinService service, Caller caller) {
    this.service = service;
    this.caller = caller;
  }

  @GET
  @Operation(
      operationId = "listPins",
      summary = "A channel's pinned messages, the newest pin first",
      description = "Needs READ_MESSAGE_HISTORY.")
  @APIResponse(responseCode = "200", description = "At most 50")
  @APIResponse(responseCode = "403", description = "MISSING_PERMISSION")
  @APIResponse(responseCode = "404", description = "UNKNOWN_CHANNEL")
  @APIResponse(responseCode = "422", description = "NOT_TEXT_CHANNEL")
  @APIResponse(responseCode = "503", description = "DEPENDENCY_UNAVAILABLE")
  public List<MessageView> list(@PathParam("channel_id") long channelId) {
    return service.list(caller.userId(), channelId).stream().map(MessageView::of).toList();
  }

  @PUT
  @Path("/{message_id}")
  @Operation(
      operationId = "pinMessage",
      summary = "Pin a message",
      description =
          "Needs READ_MESSAGE_HISTORY and MANAGE_MESSAGES, in a dm SEND_MESSAGES. The channel is told"
              + " by a message of type 6.")
  @APIResponse(responseCode = "204", description = "Pinned")
  @APIResponse(responseCode = "403", description = "MISSING_PERMISSION")
  @APIResponse(responseCode = "404", description = "UNKNOWN_CHANNEL, UNKNOWN_MESSAGE")
  @APIResponse(responseCode = "409", description = "TOO_MANY_PINS: 50")
  @APIResponse(responseCode = "422", description = "NOT_TEXT_CHANNEL")
  @APIResponse(responseCode = "503", description = "DEPENDENCY_UNAVAILABLE")
  public void pin(
      @PathParam("channel_id") long channelId, @PathParam("message_id") long messageId) {
    service.pin(caller.userId(), channelId, messageId);
  }

  @DELETE
  @Path("/{message_id}")
  @Operation(
      operationId = "unpinMessage",
      summary = "Take a pin away",
      description = "Needs what pinning needs.")
  @APIResponse(responseCode = "204", description = "Not pinned any more")
  @APIResponse(responseCode = "403", description = "MISSING_PERMISSION")
  @APIResponse(responseCode = "404", description = "UNKNOWN_CHANNEL, UNKNOWN_MESSAGE")
  @APIResponse(responseCode = "422", description = "NOT_TEXT_CHANNEL")
  @APIResponse(responseCode = "503", description = "DEPENDENCY_UNAVAILABLE")
  public void unpin(
      @PathParam("channel_id") long channelId, @PathParam("message_id") long messageId) {
    service.unpin(caller.userId(), channelId, messageId);
  }
}
