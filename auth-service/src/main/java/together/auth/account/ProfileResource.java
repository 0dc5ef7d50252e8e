package together.auth.account;

import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Clock;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import together.platform.security.Caller;

/** Who the caller is, and who others are. */
@Path("/api/users")
@Authenticated
@RunOnVirtualThread
@Tag(name = "users")
@APIResponse(responseCode = "401", description = "UNAUTHORIZED")
public class ProfileResource {
  private final Profiles profiles;
  private final Caller caller;
  private final Clock clock;

  ProfileResource(Profiles profiles, Caller caller, Clock clock) {
    this.profiles = profiles;
    this.caller = caller;
    this.clock = clock;
  }

  @GET
  @Path("/@me")
  @Operation(summary = "The caller's own account")
  @APIResponse(responseCode = "200")
  public OwnUserView own() {
    return OwnUserView.of(profiles.get(caller.userId()), clock.instant());
  }

  @PATCH
  @Path("/@me")
  @Operation(
      summary = "Change the caller's display name, status, custom status, or who may open a dm")
  @APIResponse(responseCode = "200")
  @APIResponse(responseCode = "422", description = "VALIDATION_FAILED")
  public OwnUserView update(@Nullable UpdateProfileRequest request) {
    return OwnUserView.of(
        profiles.update(caller.userId(), request == null ? UpdateProfileRequest.EMPTY : request),
        clock.instant());
  }

  @GET
  @Path("/{id}")
  @Operation(summary = "What anyone may see of a user")
  @APIResponse(responseCode = "200")
  @APIResponse(responseCode = "404", description = "NOT_FOUND")
  public UserView byId(@PathParam("id") long id) {
    return UserView.of(profiles.get(id));
  }
}
