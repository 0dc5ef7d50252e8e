package together.auth.session;

import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import together.platform.problem.CommonProblem;
import together.platform.problem.ProblemException;
import together.platform.security.Caller;

/** The caller's logins. */
@Path("/api/auth")
@Authenticated
@RunOnVirtualThread
@Tag(name = "auth")
@APIResponse(responseCode = "401", description = "UNAUTHORIZED")
public class SessionResource {
  private final SessionService sessions;
  private final Caller caller;

  SessionResource(SessionService sessions, Caller caller) {
    this.sessions = sessions;
    this.caller = caller;
  }

  @GET
  @Path("/sessions")
  @Operation(summary = "The caller's live sessions, newest first")
  @APIResponse(responseCode = "200")
  public List<SessionView> list() {
    return sessions.list(caller.userId(), caller.sessionId());
  }

  @DELETE
  @Path("/sessions/{id}")
  @Operation(summary = "Ends one of the caller's sessions; its sockets close with 4010")
  @APIResponse(responseCode = "204")
  @APIResponse(responseCode = "404", description = "NOT_FOUND")
  public void revoke(@PathParam("id") long id) {
    if (!sessions.revoke(caller.userId(), id)) {
      throw new ProblemException(CommonProblem.NOT_FOUND, "no such session");
    }
  }

  @POST
  @Path("/logout")
  @Operation(summary = "Ends the session of the access token used here")
  @APIResponse(responseCode = "204")
  public void logout() {
    sessions.revoke(caller.userId(), caller.sessionId());
  }

  @POST
  @Path("/logout-all")
  @Operation(summary = "Ends all sessions of the caller, this one too")
  @APIResponse(responseCode = "204")
  public void logoutAll() {
    sessions.revokeAll(caller.userId());
  }
}
