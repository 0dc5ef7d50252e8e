package together.message.readstate;

import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import together.platform.problem.ProblemException;
import together.platform.security.Caller;

/** What has been read. */
@Path("/api/channels/{channel_id}/ack")
@Authenticated
@RunOnVirtualThread
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "read states")
public class ReadStateResource {
  private final ReadStateService service;
  private final Caller caller;

  ReadStateResource(ReadStateService service, Caller caller) {
    this.service = service;
    this.caller = caller;
  }

  @POST
  @Operation(
      operationId = "acknowledge",
      summary = "Mark a channel as read up to a message",
      description =
          "Needs VIEW_CHANNEL. Moves forwards only unless it is manual, at most to the channel's"
              + " newest message, and tells all of the caller's sessions, with the mentions that are"
              + " still unread.")
  @APIResponse(responseCode = "204", description = "Read up to there or further")
  @APIResponse(responseCode = "404", description = "UNKNOWN_CHANNEL")
  @APIResponse(responseCode = "422", description = "VALIDATION_FAILED, NOT_TEXT_CHANNEL")
  @APIResponse(responseCode = "503", description = "DEPENDENCY_UNAVAILABLE")
  public void acknowledge(@PathParam("channel_id") long channelId, @Nullable AckRequest request) {
    if (request == null || request.messageId() == null) {
      throw ProblemException.invalid("message_id", "NOT_NULL", "message_id is missing");
    }
    if (request.messageId() < 0) {
      throw ProblemException.invalid("message_id", "OUT_OF_RANGE", "message_id is no id");
    }
    boolean manual = request.manual() != null && request.manual();
    service.acknowledge(caller.userId(), channelId, request.messageId(), manual);
  }
}
