package together.auth.directory;

import io.grpc.Status;
import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Uni;
import together.auth.account.UserEvents;
import together.auth.account.UserRepository;
import together.auth.relationship.Relations;
import together.platform.grpc.VirtualCalls;
import together.proto.GetUsersRequest;
import together.proto.GetUsersResponse;
import together.proto.OwnRequest;
import together.proto.OwnResponse;
import together.proto.RelationsRequest;
import together.proto.RelationsResponse;
import together.proto.UserDirectory;

/** Tells the other services who a user id is. */
@GrpcService
public class DirectoryService implements UserDirectory {
  private static final int MOST = 1000;
  private static final int MOST_PAIRS = 100;

  private final UserRepository users;
  private final Relations relations;
  private final VirtualCalls calls;

  DirectoryService(UserRepository users, Relations relations, VirtualCalls calls) {
    this.users = users;
    this.relations = relations;
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

  @Override
  public Uni<OwnResponse> own(OwnRequest request) {
    return calls.answer(() ->
        relations
            .own(request.getUserId())
            .orElseThrow(
                () -> Status.NOT_FOUND.withDescription("no such user").asRuntimeException()));
  }

  @Override
  public Uni<RelationsResponse> relations(RelationsRequest request) {
    return calls.answer(() -> {
      if (request.getPairsCount() > MOST_PAIRS) {
        throw Status.INVALID_ARGUMENT.withDescription("at most 100 pairs").asRuntimeException();
      }
      return RelationsResponse.newBuilder()
          .addAllRelations(relations.of(request.getPairsList()))
          .build();
    });
  }
}
