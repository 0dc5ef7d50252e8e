package together.message.attachment;

import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;
import together.platform.security.Caller;

/** Uploading. The body goes to a file while it arrives, never into memory. */
@Path("/api/channels/{channel_id}/attachments")
@Authenticated
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "attachments")
public class UploadResource {
  /** For the contract alone. */
  @Schema(name = "FileForm")
  record FileForm(
      @Schema(required = true, type = SchemaType.STRING, format = "binary") String file) {}

  private final UploadService service;
  private final Caller caller;

  UploadResource(UploadService service, Caller caller) {
    this.service = service;
    this.caller = caller;
  }

  @POST
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  @ResponseStatus(201)
  @Operation(
      operationId = "uploadAttachment",
      summary = "Upload a file for a message to come",
      description =
          "Needs SEND_MESSAGES and ATTACH_FILES. One part named file, at most 50 MiB. A message"
              + " names it in attachment_ids within an hour, else it is deleted. Pictures lose"
              + " where they were taken.")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = MediaType.MULTIPART_FORM_DATA,
              schema = @Schema(implementation = FileForm.class)))
  @APIResponse(responseCode = "201", description = "Stored")
  @APIResponse(responseCode = "400", description = "BAD_REQUEST: no form, or not all of it")
  @APIResponse(responseCode = "403", description = "MISSING_PERMISSION, QUOTA_EXCEEDED")
  @APIResponse(responseCode = "404", description = "UNKNOWN_CHANNEL")
  @APIResponse(responseCode = "413", description = "PAYLOAD_TOO_LARGE")
  @APIResponse(responseCode = "422", description = "VALIDATION_FAILED, NOT_TEXT_CHANNEL")
  @APIResponse(responseCode = "503", description = "DEPENDENCY_UNAVAILABLE")
  public AttachmentView upload(
      @PathParam("channel_id") long channelId,
      @Parameter(hidden = true) @HeaderParam("Content-Type") @Nullable String contentType,
      InputStream form)
      throws IOException {
    return AttachmentView.of(
        service.upload(caller.userId(), channelId, contentType, form).toProto());
  }
}
