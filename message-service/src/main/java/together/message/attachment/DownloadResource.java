package together.message.attachment;

import static java.util.Objects.requireNonNull;

import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.Vertx;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import together.message.MessageProblem;
import together.platform.body.PacedInputStream;
import together.platform.problem.ProblemView;
import together.platform.security.Caller;

/**
 * Downloading, in whole or in part (RFC 9110, sections 13 and 14). What comes from people may not
 * run in the page's origin: it is sandboxed, never sniffed, and only pictures, sound, film and
 * plain text are shown.
 */
@Path("/api/attachments/{id}/{filename}")
@Authenticated
@RunOnVirtualThread
@Tag(name = "attachments")
public class DownloadResource {
  private final DownloadService service;
  private final Caller caller;

  DownloadResource(DownloadService service, Caller caller) {
    this.service = service;
    this.caller = caller;
  }

  @GET
  @Operation(
      operationId = "downloadAttachment",
      summary = "A file of a message",
      description =
          "Needs READ_MESSAGE_HISTORY in the message's channel now. Takes Range (one),"
              + " If-None-Match and If-Range. The name in the path does not matter. With"
              + " preview=true, of a picture the smaller one, when there is one.")
  @APIResponse(responseCode = "200", description = "All of it")
  @APIResponse(responseCode = "206", description = "The range")
  @APIResponse(responseCode = "304", description = "The caller has it")
  @APIResponse(responseCode = "404", description = "UNKNOWN_ATTACHMENT")
  @APIResponse(responseCode = "416", description = "RANGE_NOT_SATISFIABLE")
  @APIResponse(responseCode = "503", description = "DEPENDENCY_UNAVAILABLE")
  public Response download(
      @PathParam("id") long id,
      @QueryParam("preview") boolean preview,
      @HeaderParam("Range") @Nullable String range,
      @HeaderParam("If-Range") @Nullable String ifRange,
      @HeaderParam("If-None-Match") @Nullable String ifNoneMatch) {
    var file = service.find(caller.userId(), id, preview);
    if (matches(ifNoneMatch, file.etag())) {
      return described(Response.status(304), file).build();
    }
    var asked = ifRange == null || ifRange.strip().equals(file.etag()) ? range : null;
    try {
      return ByteRange.of(asked, file.size())
          .map(part -> part(file, part))
          .orElseGet(() -> whole(file));
    } catch (ByteRange.NotSatisfiableException e) {
      var problem = MessageProblem.RANGE_NOT_SATISFIABLE;
      return Response.status(problem.status())
          .header("Content-Range", "bytes */" + file.size())
          .type(ProblemView.MEDIA_TYPE)
          .entity(ProblemView.of(problem, problem.title(), List.of(), null))
          .build();
    }
  }

  private static boolean matches(@Nullable String ifNoneMatch, String etag) {
    return ifNoneMatch != null
        && (ifNoneMatch.strip().equals("*")
            || Arrays.stream(ifNoneMatch.split(",", -1))
                .map(tag -> tag.strip().replaceFirst("^W/", ""))
                .anyMatch(etag::equals));
  }

  private Response whole(StoredFile file) {
    var all = new ByteRange(0, file.size() - 1L);
    return body(Response.ok(), file, all).build();
  }

  private Response part(StoredFile file, ByteRange range) {
    var told = "bytes " + range.first() + "-" + range.last() + "/" + file.size();
    return body(Response.status(206), file, range).header("Content-Range", told).build();
  }

  private ResponseBuilder body(ResponseBuilder response, StoredFile file, ByteRange range) {
    return described(response, file)
        .header("Content-Type", file.contentType())
        .header("Content-Length", range.length())
        .entity(
            new PacedInputStream(
                service.open(file, range), requireNonNull(Vertx.currentContext())));
  }

  private static ResponseBuilder described(ResponseBuilder response, StoredFile file) {
    var shown = ContentTypes.isShown(file.contentType()) ? "inline" : "attachment";
    return response
        .header("ETag", file.etag())
        .header("Accept-Ranges", "bytes")
        // Asked for anew each time, since who may read it changes; the bytes are sent once.
        .header("Cache-Control", "private, no-cache")
        .header("X-Content-Type-Options", "nosniff")
        .header("Content-Security-Policy", "sandbox; default-src 'none'")
        .header(
            "Content-Disposition",
            shown + "; filename*=UTF-8''" + Filenames.encoded(file.filename()));
  }
}
