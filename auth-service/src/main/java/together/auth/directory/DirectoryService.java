package together.auth.directory;

import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.quarkus.grpc.GrpcService;
import io.smallrye.common.annotation.RunOnVirtualThread;
import together.auth.account.UserEvents;
import together.auth.account.UserRepository;
import together.proto.GetUsersRequest;
import together.proto.GetUsersResponse;
import together.proto.UserDirectoryGrpc;

/** Tells the other services who a user id is. */
@GrpcService
public class DirectoryService extends UserDirectoryGrpc.UserDirectoryImplBase {
  private static final int MOST = 1000;

  private final UserRepository users;

  DirectoryService(UserRepository users) {
    this.users = users;
  }

  @Override
  @RunOnVirtualThread
  public void get(GetUsersRequest request, StreamObserver<GetUsersResponse> answer) {
    if (request.getUserIdsCount() < 1 || request.getUserIdsCount() > MOST) {
      answer.onError(
          Status.INVALID_ARGUMENT.withDescription("1 to 1000 user ids").asRuntimeException());
      return;
    }
    var response = GetUsersResponse.newBuilder();
    for (var user : users.findAllById(request.getUserIdsList())) {
      response.addUsers(UserEvents.proto(user));
    }
    answer.onNext(response.build());
    answer.onCompleted();
  }
}
