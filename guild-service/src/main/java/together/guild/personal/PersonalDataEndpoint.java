package together.guild.personal;

import io.grpc.Status;
import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Uni;
import together.platform.grpc.VirtualCalls;
import together.proto.PersonalData;
import together.proto.PersonalDataPage;
import together.proto.PersonalDataRequest;

/** Tells auth-service what is held here on somebody who asked for it. */
@GrpcService
public class PersonalDataEndpoint implements PersonalData {
  private final PersonalReads reads;
  private final VirtualCalls calls;

  PersonalDataEndpoint(PersonalReads reads, VirtualCalls calls) {
    this.reads = reads;
    this.calls = calls;
  }

  @Override
  public Uni<PersonalDataPage> page(PersonalDataRequest request) {
    return calls.answer(() -> {
      var cursor =
          PageCursor.parse(request.getCursor())
              .orElseThrow(
                  () -> Status.INVALID_ARGUMENT.withDescription("cursor").asRuntimeException());
      return reads.page(request.getUserId(), cursor);
    });
  }
}
