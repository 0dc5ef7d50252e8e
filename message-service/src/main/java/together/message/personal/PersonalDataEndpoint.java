package together.message.personal;

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
  /** Of pages without a line, which only look further; then the answer says how far. */
  private static final int MOST_EMPTY = 20;

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
      return page(request.getUserId(), cursor);
    });
  }

  private PersonalDataPage page(long userId, PageCursor from) {
    var page = reads.page(userId, from);
    for (int empty = 1; empty < MOST_EMPTY && page.lines().isEmpty(); empty++) {
      if (page.next().isEmpty()) {
        break;
      }
      page = reads.page(userId, page.next().get());
    }
    return PersonalDataPage.newBuilder()
        .addAllLines(page.lines())
        .setNext(page.next().map(PageCursor::text).orElse(""))
        .build();
  }
}
