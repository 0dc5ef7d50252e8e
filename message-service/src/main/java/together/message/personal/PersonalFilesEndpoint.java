package together.message.personal;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Uni;
import together.message.attachment.OwnFiles;
import together.platform.grpc.VirtualCalls;
import together.proto.PersonalFilePart;
import together.proto.PersonalFileRequest;
import together.proto.PersonalFiles;

/** Gives auth-service the files of somebody who asked for all that is held. */
@GrpcService
public class PersonalFilesEndpoint implements PersonalFiles {
  private static final int MOST_BYTES = 1 << 20;

  private final OwnFiles files;
  private final VirtualCalls calls;

  PersonalFilesEndpoint(OwnFiles files, VirtualCalls calls) {
    this.files = files;
    this.calls = calls;
  }

  @Override
  public Uni<PersonalFilePart> read(PersonalFileRequest request) {
    return calls.answer(() ->
        files
            .read(request.getUserId(), request.getId(), request.getOffset(), MOST_BYTES)
            .map(
                bytes -> PersonalFilePart.newBuilder().setBytes(ByteString.copyFrom(bytes)).build())
            .orElseThrow(
                () -> Status.NOT_FOUND.withDescription("no such file").asRuntimeException()));
  }
}
