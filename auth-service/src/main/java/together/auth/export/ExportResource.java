package together.auth.export;

import static java.util.Objects.requireNonNull;

import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;
import together.auth.device.Device;
import together.auth.reauth.Proof;
import together.auth.reauth.Reauthentication;
import together.platform.body.PacedInputStream;
import together.platform.security.Caller;

/** All that is held on the caller, as one zip. */
@Path("/api/users")
@Authenticated
@RunOnVirtualThread
@Tag(name = "users")
@APIResponse(responseCode = "401", description = "UNAUTHORIZED")
public class ExportResource {
  private final ExportService exports;
  private final ExportDownloads downloads;
  private final Reauthentication reauthentication;
  private final Caller caller;

  ExportResource(
      ExportService exports,
      ExportDownloads downloads,
      Reauthentication reauthentication,
      Caller caller) {
    this.exports = exports;
    this.downloads = downloads;
    this.reauthentication = reauthentication;
    this.caller = caller;
  }

  @POST
  @Path("/@me/export")
  @ResponseStatus(202)
  @Operation(
      operationId = "orderExport",
      summary = "All that is held on the caller is to be put into one zip",
      description =
          "It is built in the background, and a mail tells when it is ready. While one is being"
              + " built this answers that one; after one that was built there is another a day later.")
  @APIResponse(
      responseCode = "202",
      description = "Accepted",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = ExportView.class)))
  @APIResponse(responseCode = "403", description = "WRONG_PASSWORD, MFA_REQUIRED, INVALID_MFA_CODE")
  @APIResponse(responseCode = "429", description = "EXPORT_TOO_SOON, TOO_MANY_ATTEMPTS")
  @APIResponse(responseCode = "503", description = "TOO_MANY_LOGINS, DEPENDENCY_UNAVAILABLE")
  public ExportView order(@Nullable Proof proof, @Context HttpServerRequest http) {
    var device = Device.of(http);
    var shown = proof == null ? new Proof(null, null) : proof;
    var checked = reauthentication.require(caller.userId(), caller.sessionId(), device, shown);
    return exports.order(checked, caller.sessionId(), device);
  }

  @GET
  @Path("/@me/export")
  @Operation(operationId = "exportState", summary = "Where the caller's export is")
  @APIResponse(responseCode = "200")
  public ExportView state() throws SQLException {
    return exports.state(caller.userId());
  }

  @GET
  @Path("/@me/export/file")
  @Produces("application/zip")
  @Operation(
      operationId = "downloadExport",
      summary = "The zip, once",
      description =
          "After a whole download it is gone; one that was interrupted may be tried again until it expires.")
  @APIResponse(
      responseCode = "200",
      description = "OK",
      content =
          @Content(
              mediaType = "application/zip",
              schema =
                  @Schema(
                      type = org.eclipse.microprofile.openapi.annotations.enums.SchemaType.STRING,
                      format = "binary")))
  @APIResponse(responseCode = "404", description = "EXPORT_NOT_FOUND")
  public Response download(@Context HttpServerRequest http) throws SQLException {
    var download = downloads.open(caller.userId(), http.response()::closed);
    return Response.ok(
            new PacedInputStream(download.bytes(), requireNonNull(Vertx.currentContext())))
        .header("Content-Length", download.size())
        .header("Content-Disposition", "attachment; filename=\"together-export.zip\"")
        .header("Cache-Control", "no-store")
        .build();
  }
}
