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
import together.platform.problem.ProblemException;
import together.platform.security.Caller;

/** What happened to the caller's account. */
@Path("/api/auth/events")
@Authenticated
@RunOnVirtualThread
@Tag(name = "auth")
@APIResponse(responseCode = "401", description = "UNAUTHORIZED")
public class SecurityEventResource {
  private static final int MOST = 100;
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
    long most = number("limit", limit, DEFAULT);
    if (most < 1 || most > MOST) {
      throw ProblemException.invalid("limit", "INVALID_RANGE", "must be 1 to 100");
    }
    return events.find(
        caller.userId(),
        number("after", after, -1),
        number("before", before, Long.MAX_VALUE),
        (int) most);
  }

  private static long number(String field, @Nullable String text, long otherwise) {
    try {
      return text == null ? otherwise : Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw ProblemException.invalid(field, "INVALID_NUMBER", "must be a decimal number");
    }
  }
}
