package together.auth.export;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.quarkus.grpc.GrpcClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.faulttolerance.Retry;
import together.proto.PersonalDataGrpc.PersonalDataBlockingStub;
import together.proto.PersonalDataPage;
import together.proto.PersonalDataRequest;
import together.proto.PersonalFileRequest;
import together.proto.PersonalFilesGrpc.PersonalFilesBlockingStub;

/**
 * {@code PersonalData.Page} and {@code PersonalFiles.Read} of message-service: 10 s a call, two
 * more tries.
 */
@ApplicationScoped
class MessageData implements PersonalSource, FileSource {
  private static final int DEADLINE_SECONDS = 10;

  private final PersonalDataBlockingStub messages;
  private final PersonalFilesBlockingStub files;

  MessageData(
      @GrpcClient("message") PersonalDataBlockingStub messages,
      @GrpcClient("message") PersonalFilesBlockingStub files) {
    this.messages = messages;
    this.files = files;
  }

  @Override
  @Retry(maxRetries = 2, delay = 500, jitter = 200, retryOn = StatusRuntimeException.class)
  public PersonalDataPage page(long userId, String cursor) {
    return messages
        .withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS)
        .page(PersonalDataRequest.newBuilder().setUserId(userId).setCursor(cursor).build());
  }

  @Override
  @Retry(maxRetries = 2, delay = 500, jitter = 200, retryOn = StatusRuntimeException.class)
  public Optional<byte[]> read(long userId, long fileId, long offset) {
    var request =
        PersonalFileRequest.newBuilder().setUserId(userId).setId(fileId).setOffset(offset).build();
    try {
      return Optional.of(
          files
              .withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS)
              .read(request)
              .getBytes()
              .toByteArray());
    } catch (StatusRuntimeException e) {
      if (e.getStatus().getCode() == Status.Code.NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }
}
