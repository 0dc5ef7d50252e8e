package together.auth.deletion;

import io.quarkus.grpc.GrpcClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.TimeUnit;
import together.proto.DeparturesGrpc.DeparturesBlockingStub;
import together.proto.LeaveRequest;

/** {@code Departures.Leave} of guild-service. Not tried again here: its caller is a queue. */
@ApplicationScoped
class GuildDepartures implements Departing {
  /** It works for 3 s, and then ends the server it is at. */
  private static final int DEADLINE_SECONDS = 20;

  private final DeparturesBlockingStub guilds;

  GuildDepartures(@GrpcClient("guild") DeparturesBlockingStub guilds) {
    this.guilds = guilds;
  }

  @Override
  public boolean leave(long userId) {
    return guilds
        .withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS)
        .leave(LeaveRequest.newBuilder().setUserId(userId).build())
        .getDone();
  }
}
