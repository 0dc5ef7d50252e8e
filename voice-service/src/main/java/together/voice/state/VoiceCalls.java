package together.voice.state;

import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.quarkus.grpc.GrpcService;
import io.smallrye.common.annotation.RunOnVirtualThread;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import together.platform.problem.ProblemException;
import together.platform.problem.ProblemMappers;
import together.proto.EndVoiceSessionRequest;
import together.proto.EndVoiceSessionResponse;
import together.proto.FieldProblem;
import together.proto.GuildVoiceStates;
import together.proto.Problem;
import together.proto.UpdateVoiceStateRequest;
import together.proto.UpdateVoiceStateResponse;
import together.proto.VoiceGrpc;
import together.proto.VoiceStatesRequest;
import together.proto.VoiceStatesResponse;

/** Voice over gRPC, for the gateways. */
@GrpcService
@RunOnVirtualThread
public class VoiceCalls extends VoiceGrpc.VoiceImplBase {
  private static final Logger log = Logger.getLogger(VoiceCalls.class);

  private final VoiceUpdates updates;
  private final VoiceStateService service;
  private final VoiceStateRepository states;

  VoiceCalls(VoiceUpdates updates, VoiceStateService service, VoiceStateRepository states) {
    this.updates = updates;
    this.service = service;
    this.states = states;
  }

  @Override
  @RunOnVirtualThread
  public void update(
      UpdateVoiceStateRequest request, StreamObserver<UpdateVoiceStateResponse> answer) {
    answer(
        answer,
        () -> {
          try {
            updates.update(request);
            return UpdateVoiceStateResponse.getDefaultInstance();
          } catch (ProblemException e) {
            return UpdateVoiceStateResponse.newBuilder().setProblem(problem(e)).build();
          }
        });
  }

  @Override
  @RunOnVirtualThread
  public void endSession(
      EndVoiceSessionRequest request, StreamObserver<EndVoiceSessionResponse> answer) {
    answer(
        answer,
        () -> {
          service.endSession(request.getUserId(), request.getSessionId());
          return EndVoiceSessionResponse.getDefaultInstance();
        });
  }

  @Override
  @RunOnVirtualThread
  public void states(VoiceStatesRequest request, StreamObserver<VoiceStatesResponse> answer) {
    answer(
        answer,
        () -> {
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

  private static <T> void answer(StreamObserver<T> observer, Callable<T> work) {
    try {
      observer.onNext(work.call());
      observer.onCompleted();
    } catch (Exception e) {
      observer.onError(failure(e).asRuntimeException());
    }
  }

  private static Status failure(Exception e) {
    boolean passing =
        Stream.<Throwable>iterate(e, cause -> cause != null, Throwable::getCause)
            .anyMatch(ProblemMappers::isDependencyDown);
    if (passing) {
      log.warnf("voice: %s", e.toString());
      return Status.UNAVAILABLE.withDescription("a dependency does not answer");
    }
    log.error("voice call failed", e);
    return Status.INTERNAL;
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
