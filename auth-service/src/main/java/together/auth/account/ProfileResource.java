package together.auth.account;

import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import together.platform.problem.CommonProblem;
import together.platform.problem.ProblemException;
import together.platform.security.Caller;

/** Who the caller is, and who others are. */
@Path("/api/users")
@Authenticated
@RunOnVirtualThread
@Tag(name = "users")
@APIResponse(responseCode = "401", description = "UNAUTHORIZED")
public class ProfileResource {
  private final UserRepository users;
  private final Caller caller;

  ProfileResource(UserRepository users, Caller caller) {
    this.users = users;
    this.caller = caller;
  }

  @GET
  @Path("/@me")
  @Operation(summary = "The caller's own account")
  @APIResponse(responseCode = "200")
  public OwnUserView own() {
    return OwnUserView.of(find(caller.userId()));
  }

  @GET
  @Path("/{id}")
  @Operation(summary = "What anyone may see of a user")
  @APIResponse(responseCode = "200")
  @APIResponse(responseCode = "404", description = "NOT_FOUND")
  public UserView byId(@PathParam("id") long id) {
    return UserView.of(find(id));
  }

  private User find(long id) {
    return users
        .findByIdOptional(id)
        .orElseThrow(() -> new ProblemException(CommonProblem.NOT_FOUND, "no such user"));
  }
}
