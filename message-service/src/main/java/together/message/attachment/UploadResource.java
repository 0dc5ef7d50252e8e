package together.message.attachment;

import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import together.platform.problem.ProblemException;
import together.platform.security.Caller;

/** Uploading. The body goes to a file while it arrives, never into memory. */
@Path("/api/channels/{channel_id}/attachments")
@Authenticated
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "attachments")
public class UploadResource {
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
  @APIResponse(responseCode = "201", description = "Stored")
  @APIResponse(responseCode = "403", description = "MISSING_PERMISSION, QUOTA_EXCEEDED")
  @APIResponse(responseCode = "404", description = "UNKNOWN_CHANNEL")
  @APIResponse(responseCode = "413", description = "PAYLOAD_TOO_LARGE")
  @APIResponse(responseCode = "422", description = "VALIDATION_FAILED, NOT_TEXT_CHANNEL")
  @APIResponse(responseCode = "503", description = "DEPENDENCY_UNAVAILABLE")
  public AttachmentView upload(
      @PathParam("channel_id") long channelId, @RestForm(FileUpload.ALL) List<FileUpload> files)
      throws IOException {
    if (files.size() != 1 || !"file".equals(files.getFirst().name())) {
      throw ProblemException.invalid("file", "NOT_NULL", "one part named file is needed");
    }
    var file = files.getFirst();
    var upload = service.upload(caller.userId(), channelId, file.fileName(), file.uploadedFile());
    return AttachmentView.of(upload.toProto());
  }
}
