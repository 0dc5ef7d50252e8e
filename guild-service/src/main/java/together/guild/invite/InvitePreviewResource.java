package together.guild.invite;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirements;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What is open to anyone who has an invite's code. */
@Path("/api")
@Tag(name = "invites")
@RunOnVirtualThread
public class InvitePreviewResource {
  private final InviteReader reader;

  InvitePreviewResource(InviteReader reader) {
    this.reader = reader;
  }

  @GET
  @Path("/invites/{code}")
  @SecurityRequirements
  @Operation(summary = "What the invite leads to, for anyone with the code")
  @APIResponse(responseCode = "200")
  @APIResponse(responseCode = "404", description = "INVITE_NOT_FOUND")
  public InvitePreview preview(@PathParam("code") String code) {
    return reader.preview(code);
  }
}
