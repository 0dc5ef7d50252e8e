package together.message.testing;

import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Uni;
import together.proto.GetUsersRequest;
import together.proto.GetUsersResponse;
import together.proto.User;
import together.proto.UserDirectory;

/** Plays auth-service: every id is a user of that name, but negative ones, which are gone. */
@GrpcService
public class FakeUsers implements UserDirectory {
  @Override
  public Uni<GetUsersResponse> get(GetUsersRequest request) {
    var response = GetUsersResponse.newBuilder();
    for (long id : request.getUserIdsList()) {
      if (id > 0) {
        response.addUsers(User.newBuilder().setId(id).setUsername("user" + id));
      }
    }
    return Uni.createFrom().item(response.build());
  }
}
