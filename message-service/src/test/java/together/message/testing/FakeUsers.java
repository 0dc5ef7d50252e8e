package together.message.testing;

import io.grpc.stub.StreamObserver;
import io.quarkus.grpc.GrpcService;
import together.proto.GetUsersRequest;
import together.proto.GetUsersResponse;
import together.proto.User;
import together.proto.UserDirectoryGrpc.UserDirectoryImplBase;

/** Plays auth-service: every id is a user of that name, but negative ones, which are gone. */
@GrpcService
public class FakeUsers extends UserDirectoryImplBase {
  @Override
  public void get(GetUsersRequest request, StreamObserver<GetUsersResponse> answer) {
    var response = GetUsersResponse.newBuilder();
    for (long id : request.getUserIdsList()) {
      if (id > 0) {
        response.addUsers(User.newBuilder().setId(id).setUsername("user" + id));
      }
    }
    answer.onNext(response.build());
    answer.onCompleted();
  }
}
