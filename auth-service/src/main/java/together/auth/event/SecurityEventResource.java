package together.auth.event;

import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.sql.SQLException;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import together.platform.request.IdRule;
import together.platform.request.NumberRule;
import together.platform.security.Caller;

/** What happened to the caller's account. */
@Path("/api/auth/events")
@Authenticated
@RunOnVirtualThread
@Tag(name = "auth")
@APIResponse(responseCode = "401", description = "UNAUTHORIZED")
public class SecurityEventResource {
  private static final NumberRule LIMIT = new NumberRule("limit", 1, 100);
  private static final int DEFAULT = 50;

  private final SecurityEventRepository events;
  private final Caller caller;

  SecurityEventResource(SecurityEventRepository events, Caller caller) {
    this.events = events;
    this.caller = caller;
  }

  @GET
  @Operation(summary = "Security events of the caller's account of the last 180 days, newest first")
  @APIResponse(responseCode = "200")
  @APIResponse(responseCode = "422", description = "VALIDATION_FAILED")
  public List<SecurityEventView> list(
      @Parameter(schema = @Schema(implementation = Long.class)) @QueryParam("before")
          @Nullable String before,
      @Parameter(schema = @Schema(implementation = Long.class)) @QueryParam("after")
          @Nullable String after,
      @Parameter(
              schema =
                  @Schema(
                      implementation = Integer.class,
                      minimum = "1",
                      maximum = "100",
                      defaultValue = "50"))
          @QueryParam("limit")
          @Nullable String limit)
      throws SQLException {
    var known = new IdRule("after").parse(after);
    var end = new IdRule("before").parse(before);
    return events.find(
        caller.userId(),
        known == null ? -1 : known,
        end == null ? Long.MAX_VALUE : end,
        LIMIT.parse(limit, DEFAULT));
  }
}
