package together.auth.export;

import io.grpc.StatusRuntimeException;
import io.quarkus.grpc.GrpcClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.faulttolerance.Retry;
import together.proto.PersonalDataGrpc.PersonalDataBlockingStub;
import together.proto.PersonalDataPage;
import together.proto.PersonalDataRequest;

/** {@code PersonalData.Page} of guild-service: 10 s a call, two more tries. */
@ApplicationScoped
class GuildData implements PersonalSource {
  private static final int DEADLINE_SECONDS = 10;

  private final PersonalDataBlockingStub guilds;

  GuildData(@GrpcClient("guild") PersonalDataBlockingStub guilds) {
    this.guilds = guilds;
  }

  @Override
  @Retry(maxRetries = 2, delay = 500, jitter = 200, retryOn = StatusRuntimeException.class)
  public PersonalDataPage page(long userId, String cursor) {
    return guilds
        .withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS)
        .page(PersonalDataRequest.newBuilder().setUserId(userId).setCursor(cursor).build());
  }
}
