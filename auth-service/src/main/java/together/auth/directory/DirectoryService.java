package together.auth.directory;

import io.grpc.Status;
import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Uni;
import together.auth.account.UserEvents;
import together.auth.account.UserRepository;
import together.platform.grpc.VirtualCalls;
import together.proto.GetUsersRequest;
import together.proto.GetUsersResponse;
import together.proto.UserDirectory;

/** Tells the other services who a user id is. */
@GrpcService
public class DirectoryService implements UserDirectory {
  private static final int MOST = 1000;

  private final UserRepository users;
  private final VirtualCalls calls;

  DirectoryService(UserRepository users, VirtualCalls calls) {
    this.users = users;
    this.calls = calls;
  }

  @Override
  public Uni<GetUsersResponse> get(GetUsersRequest request) {
    return calls.answer(() -> {
      if (request.getUserIdsCount() < 1 || request.getUserIdsCount() > MOST) {
        throw Status.INVALID_ARGUMENT.withDescription("1 to 1000 user ids").asRuntimeException();
      }
      var response = GetUsersResponse.newBuilder();
      for (var user : users.findAllById(request.getUserIdsList())) {
        response.addUsers(UserEvents.proto(user));
      }
      return response.build();
    });
  }
}
