package together.auth.relationship;

import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import together.auth.AuthProblem;
import together.platform.problem.ProblemException;
import together.platform.request.IdPage;
import together.platform.security.Caller;

/** The caller's friends, requests and blocks. */
@Path("/api/users/@me/relationships")
@Authenticated
@RunOnVirtualThread
@Tag(name = "relationships")
@APIResponse(responseCode = "401", description = "UNAUTHORIZED")
public class RelationshipResource {
  private static final int MOST = 100;

  private final RelationshipService relationships;
  private final Caller caller;

  RelationshipResource(RelationshipService relationships, Caller caller) {
    this.relationships = relationships;
    this.caller = caller;
  }

  @GET
  @Operation(
      operationId = "listRelationships",
      summary = "The caller's friends, requests and blocks, by the other's id")
  @APIResponse(responseCode = "200")
  @APIResponse(responseCode = "422", description = "VALIDATION_FAILED")
  public List<RelationshipView> list(
      @Parameter(schema = @Schema(enumeration = {"friend", "block", "incoming", "outgoing"}))
          @QueryParam("type")
          @Nullable String type,
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
          @Nullable String limit) {
    var page = IdPage.of(after, limit, MOST);
    return relationships.list(caller.userId(), type(type), page.after(), page.limit());
  }

  @PUT
  @Path("/{user_id}")
  @Operation(
      operationId = "putRelationship",
      summary = "Ask somebody to be a friend, accept their request, or block them",
      description =
          "Who is blocked is not told: their requests stay unanswered, their messages in the dm"
              + " of the two are refused, and their mentions ping no more.")
  @APIResponse(responseCode = "200")
  @APIResponse(responseCode = "404", description = "UNKNOWN_USER")
  @APIResponse(responseCode = "409", description = "USER_BLOCKED, TOO_MANY_RELATIONSHIPS")
  @APIResponse(responseCode = "422", description = "VALIDATION_FAILED")
  public RelationshipView put(
      @PathParam("user_id") long userId, @Nullable RelationshipRequest request) {
    var type = request == null ? null : request.type();
    if ("friend".equals(type)) {
      return relationships.befriend(caller.userId(), userId);
    }
    if ("block".equals(type)) {
      return relationships.block(caller.userId(), userId);
    }
    throw ProblemException.invalid("type", "ENUM", "must be 'friend' or 'block'");
  }

  @DELETE
  @Path("/{user_id}")
  @Operation(
      operationId = "deleteRelationship",
      summary = "End a friendship, decline or withdraw a request, lift a block")
  @APIResponse(responseCode = "204")
  @APIResponse(responseCode = "404", description = "UNKNOWN_USER, UNKNOWN_RELATIONSHIP")
  public void delete(@PathParam("user_id") long userId) {
    if (!relationships.remove(caller.userId(), userId)) {
      throw new ProblemException(
          AuthProblem.UNKNOWN_RELATIONSHIP, "there is nothing between the two");
    }
  }

  private static @Nullable RelationshipType type(@Nullable String text) {
    return text == null
        ? null
        : Arrays.stream(RelationshipType.values())
            .filter(type -> type.text().equals(text))
            .findFirst()
            .orElseThrow(() ->
                ProblemException.invalid(
                    "type", "ENUM", "must be 'friend', 'block', 'incoming' or 'outgoing'"));
  }
}
