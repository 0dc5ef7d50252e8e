package together.message.typing;

import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import together.platform.security.Caller;

/** Who writes something just now. */
@Path("/api/channels/{channel_id}/typing")
@Authenticated
@RunOnVirtualThread
@Tag(name = "typing")
public class TypingResource {
  private final TypingService service;
  private final Caller caller;

  TypingResource(TypingService service, Caller caller) {
    this.service = service;
    this.caller = caller;
  }

  @POST
  @Operation(
      operationId = "startTyping",
      summary = "Tell who looks at the channel that the caller types",
      description =
          "Needs SEND_MESSAGES. Holds for 10 s, unless a message comes before; to go on, say it again."
              + " Said again within 8 s it is answered alike and told nobody.")
  @APIResponse(responseCode = "204", description = "Told, or told less than 8 s ago")
  @APIResponse(responseCode = "403", description = "MISSING_PERMISSION")
  @APIResponse(responseCode = "404", description = "UNKNOWN_CHANNEL")
  @APIResponse(responseCode = "422", description = "NOT_TEXT_CHANNEL")
  @APIResponse(responseCode = "503", description = "DEPENDENCY_UNAVAILABLE")
  public void start(@PathParam("channel_id") long channelId) {
    service.start(caller.userId(), channelId);
  }
}
