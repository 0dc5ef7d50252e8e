package together.voice.state;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Clock;
import together.platform.problem.ProblemException;
import together.proto.UpdateVoiceStateRequest;
import together.voice.access.VoiceAccess;

/** What a gateway session asks for: to join, move, change flags or leave. */
@ApplicationScoped
class VoiceUpdates {
  private final VoiceAccess access;
  private final VoiceStateService service;
  private final Clock clock;

  VoiceUpdates(VoiceAccess access, VoiceStateService service, Clock clock) {
    this.access = access;
    this.service = service;
    this.clock = clock;
  }

  /** Throws {@link ProblemException} when it may not be. */
  void update(UpdateVoiceStateRequest request) throws SQLException {
    if (!request.hasChannelId()) {
      service.leave(request.getGuildId(), request.getUserId(), request.getSessionId());
      return;
    }
    var grant = access.ask(request.getUserId(), request.getChannelId());
    grant.requireConnect(request.getGuildId());
    if (service.place(wanted(request, grant.revision()), grant.mostOthers())) {
      verify(request);
    }
  }

  /**
   * Asks again after the commit: what took the right away in between was told by an event that may
   * have found nobody to remove. What takes it away from now on finds the state.
   */
  private void verify(UpdateVoiceStateRequest request) {
    try {
      access.ask(request.getUserId(), request.getChannelId()).requireConnect(request.getGuildId());
    } catch (RuntimeException e) {
      service.leave(request.getGuildId(), request.getUserId(), request.getSessionId());
      throw e;
    }
  }

  private VoiceState wanted(UpdateVoiceStateRequest request, long revision) {
    return new VoiceState(
        request.getGuildId(),
        request.getUserId(),
        request.getChannelId(),
        request.getSessionId(),
        request.getIncarnation(),
        request.getSelfMute(),
        request.getSelfDeaf(),
        false,
        false,
        revision,
        clock.instant());
  }
}
