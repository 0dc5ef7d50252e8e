package together.voice.state;

import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Uni;
import together.platform.grpc.VirtualCalls;
import together.platform.problem.ProblemException;
import together.proto.EndVoiceSessionRequest;
import together.proto.EndVoiceSessionResponse;
import together.proto.FieldProblem;
import together.proto.GuildVoiceStates;
import together.proto.Problem;
import together.proto.UpdateVoiceStateRequest;
import together.proto.UpdateVoiceStateResponse;
import together.proto.Voice;
import together.proto.VoiceStatesRequest;
import together.proto.VoiceStatesResponse;

/** Voice over gRPC, for the gateways. */
@GrpcService
public class VoiceCalls implements Voice {
  private final VoiceUpdates updates;
  private final VoiceStateService service;
  private final VoiceStateRepository states;
  private final VirtualCalls calls;

  VoiceCalls(
      VoiceUpdates updates,
      VoiceStateService service,
      VoiceStateRepository states,
      VirtualCalls calls) {
    this.updates = updates;
    this.service = service;
    this.states = states;
    this.calls = calls;
  }

  @Override
  public Uni<UpdateVoiceStateResponse> update(UpdateVoiceStateRequest request) {
    return calls.answer(() -> {
      try {
        updates.update(request);
        return UpdateVoiceStateResponse.getDefaultInstance();
      } catch (ProblemException e) {
        return UpdateVoiceStateResponse.newBuilder().setProblem(problem(e)).build();
      }
    });
  }

  @Override
  public Uni<EndVoiceSessionResponse> endSession(EndVoiceSessionRequest request) {
    return calls.answer(() -> {
      service.endSession(request.getUserId(), request.getSessionId());
      return EndVoiceSessionResponse.getDefaultInstance();
    });
  }

  @Override
  public Uni<VoiceStatesResponse> states(VoiceStatesRequest request) {
    return calls.answer(() -> {
      var response = VoiceStatesResponse.newBuilder();
      for (var guild : states.snapshot(request.getGuildIdsList())) {
        response.addGuilds(
            GuildVoiceStates.newBuilder()
                .setGuildId(guild.guildId())
                .setSeq(guild.seq())
                .addAllStates(guild.states().stream().map(VoiceEvents::proto).toList()));
      }
      return response.build();
    });
  }

  private static Problem problem(ProblemException e) {
    var problem =
        Problem.newBuilder()
            .setCode(e.type().name())
            .setTitle(e.type().title())
            .setStatus(e.type().status())
            .setDetail(e.detail());
    for (var error : e.errors()) {
      problem.addErrors(
          FieldProblem.newBuilder()
              .setField(error.field())
              .setCode(error.code())
              .setDetail(error.detail()));
    }
    return problem.build();
  }
}
