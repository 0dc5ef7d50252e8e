package together.guild.authority;

import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Uni;
import together.guild.member.TemporaryMembers;
import together.platform.grpc.VirtualCalls;
import together.proto.EndTemporaryRequest;
import together.proto.EndTemporaryResponse;
import together.proto.ListTemporaryRequest;
import together.proto.ListTemporaryResponse;
import together.proto.TemporaryMemberships;

/** What the gateway has done with memberships that end with the user's last session. */
@GrpcService
public class TemporaryMembershipsService implements TemporaryMemberships {
  private static final int MOST = 1000;

  private final TemporaryMembers members;
  private final VirtualCalls calls;

  TemporaryMembershipsService(TemporaryMembers members, VirtualCalls calls) {
    this.members = members;
    this.calls = calls;
  }

  @Override
  public Uni<ListTemporaryResponse> list(ListTemporaryRequest request) {
    return calls.answer(() -> {
      GuildAccessService.atMost(request.getLimit(), MOST, "memberships");
      return ListTemporaryResponse.newBuilder()
          .addAllMemberships(members.page(request.getAfter(), request.getLimit()))
          .build();
    });
  }

  @Override
  public Uni<EndTemporaryResponse> end(EndTemporaryRequest request) {
    return calls.answer(() -> {
      GuildAccessService.atMost(request.getMembershipsCount(), MOST, "memberships");
      return EndTemporaryResponse.newBuilder()
          .setEnded(members.end(request.getMembershipsList()))
          .build();
    });
  }
}
