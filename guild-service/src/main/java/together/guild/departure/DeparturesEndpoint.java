package together.guild.departure;

import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Uni;
import together.platform.grpc.VirtualCalls;
import together.proto.Departures;
import together.proto.LeaveRequest;
import together.proto.LeaveResponse;

/** What auth-service has done before it erases an account. */
@GrpcService
public class DeparturesEndpoint implements Departures {
  private final AccountEnds ends;
  private final VirtualCalls calls;

  DeparturesEndpoint(AccountEnds ends, VirtualCalls calls) {
    this.ends = ends;
    this.calls = calls;
  }

  @Override
  public Uni<LeaveResponse> leave(LeaveRequest request) {
    return calls.answer(
        () -> LeaveResponse.newBuilder().setDone(ends.leave(request.getUserId())).build());
  }
}
