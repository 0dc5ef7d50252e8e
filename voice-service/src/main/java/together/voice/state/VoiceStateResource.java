package together.voice.state;

import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import together.platform.problem.CommonProblem;
import together.platform.problem.ProblemException;
import together.platform.security.Caller;
import together.voice.access.VoiceAccess;

/** Who is in the voice channels of a server. */
@Path("/api/servers/{id}/voice-states")
@Authenticated
@RunOnVirtualThread
@Tag(name = "voice")
public class VoiceStateResource {
  private final VoiceStateRepository states;
  private final VoiceAccess access;
  private final Caller caller;

  VoiceStateResource(VoiceStateRepository states, VoiceAccess access, Caller caller) {
    this.states = states;
    this.access = access;
    this.caller = caller;
  }

  @GET
  @Operation(summary = "Voice states in those channels of the server that the caller may view")
  @APIResponse(responseCode = "200")
  @APIResponse(responseCode = "401", description = "UNAUTHORIZED")
  @APIResponse(
      responseCode = "404",
      description = "NOT_FOUND: no such server, or the caller is no member")
  @APIResponse(responseCode = "503", description = "DEPENDENCY_UNAVAILABLE")
  public List<VoiceStateView> list(@PathParam("id") long guildId) throws SQLException {
    if (!access.isMember(caller.userId(), guildId)) {
      throw new ProblemException(CommonProblem.NOT_FOUND, "no such server");
    }
    var all = states.snapshot(List.of(guildId)).getFirst().states();
    var visible = visible(all);
    return all.stream()
        .filter(state -> visible.contains(state.channelId()))
        .map(VoiceStateView::of)
        .toList();
  }

  private Set<Long> visible(List<VoiceState> all) {
    var channels = all.stream().map(VoiceState::channelId).collect(Collectors.toSet());
    return channels.isEmpty() ? Set.of() : access.visible(caller.userId(), channels);
  }
}
