package together.auth.testing;

import com.google.protobuf.ByteString;
import io.grpc.Grpc;
import io.grpc.InsecureServerCredentials;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import together.proto.DeparturesGrpc.DeparturesImplBase;
import together.proto.LeaveRequest;
import together.proto.LeaveResponse;
import together.proto.PersonalDataGrpc.PersonalDataImplBase;
import together.proto.PersonalDataPage;
import together.proto.PersonalDataRequest;
import together.proto.PersonalFile;
import together.proto.PersonalFilePart;
import together.proto.PersonalFileRequest;
import together.proto.PersonalFilesGrpc.PersonalFilesImplBase;
import together.proto.PersonalLine;

/**
 * As much of guild-service, and of message-service, as the end of an account and an export need:
 * everybody takes three calls to leave, and has one small file and one that is too large. Its state
 * is in system properties, because the application under test has class loaders of its own.
 */
public final class FakeGuildService {
  private static final String DOWN = "together.testing.guilds-down.";
  private static final String CALLS = "together.testing.departures.";
  private static final int CALLS_NEEDED = 3;
  private static final int PART = 1 << 20;
  private static final AtomicInteger COUNT = new AtomicInteger();

  /** Bytes of everybody's file. */
  public static final long FILE = 2 * PART + 5;

  private static final String ENDLESS = "together.testing.endless-pages.";

  private static final String SIZE = "together.testing.file-size.";

  private @Nullable Server grpc;

  /** The user's file has so many bytes, in place of {@link #FILE}; they cannot be compressed. */
  public static void fileSize(long userId, long bytes) {
    System.setProperty(SIZE + userId, Long.toString(bytes));
  }

  private static long fileSize(long userId) {
    return Long.getLong(SIZE + userId, FILE);
  }

  /** Whether what is held on the user has one empty page after the other. */
  public static void endless(long userId, boolean isEndless) {
    System.setProperty(ENDLESS + userId, Boolean.toString(isEndless));
  }

  /** Whether it answers when this user leaves. */
  public static void down(long userId, boolean isDown) {
    System.setProperty(DOWN + userId, Boolean.toString(isDown));
  }

  /** How often somebody was to leave. */
  public static int calls(long userId) {
    return Integer.getInteger(CALLS + userId, 0);
  }

  public static boolean hasLeft(long userId) {
    return calls(userId) >= CALLS_NEEDED;
  }

  /** Serves on a free port; the settings that lead there. */
  Map<String, String> start() {
    try {
      grpc =
          Grpc.newServerBuilderForPort(0, InsecureServerCredentials.create())
              .addService(new Departures())
              .addService(new Data())
              .addService(new Files())
              .build()
              .start();
      var port = Integer.toString(grpc.getPort());
      return Map.of(
          "quarkus.grpc.clients.guild.test-port", port,
          "quarkus.grpc.clients.message.test-port", port);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void stop() {
    if (grpc != null) {
      grpc.shutdownNow();
    }
  }

  private static final class Departures extends DeparturesImplBase {
    @Override
    public synchronized void leave(LeaveRequest request, StreamObserver<LeaveResponse> answer) {
      long user = request.getUserId();
      if (Boolean.getBoolean(DOWN + user)) {
        answer.onError(Status.UNAVAILABLE.asRuntimeException());
        return;
      }
      System.setProperty(CALLS + user, Integer.toString(calls(user) + 1));
      answer.onNext(LeaveResponse.newBuilder().setDone(hasLeft(user)).build());
      answer.onCompleted();
    }
  }

  /**
   * What both of them hold on everybody: two pages, with a line of a file that is larger than one
   * answer, and one of a file that is too large.
   */
  private static final class Data extends PersonalDataImplBase {
    @Override
    public void page(PersonalDataRequest request, StreamObserver<PersonalDataPage> answer) {
      if (Boolean.getBoolean(DOWN + request.getUserId())) {
        answer.onError(Status.UNAVAILABLE.asRuntimeException());
        return;
      }
      var page = PersonalDataPage.newBuilder();
      if (Boolean.getBoolean(ENDLESS + request.getUserId())) {
        page.setNext("more");
      } else if (request.getCursor().isEmpty()) {
        page.addLines(line("first", "{\"n\":1}")).setNext("more");
      } else {
        var file =
            PersonalFile.newBuilder()
                .setId(7)
                .setFilename("../my cat.png")
                .setSize(fileSize(request.getUserId()));
        page.addLines(line("second", "{\"n\":2}").setContent(file));
        var large = PersonalFile.newBuilder().setId(8).setFilename("film.mp4").setSize(1L << 40);
        page.addLines(line("second", "{\"n\":3}").setContent(large));
      }
      answer.onNext(page.build());
      answer.onCompleted();
    }

    /** Names of one zip are no two times the same. */
    private static PersonalLine.Builder line(String file, String json) {
      var number = COUNT.incrementAndGet();
      return PersonalLine.newBuilder().setFile(file + "-" + number + ".jsonl").setJson(json);
    }
  }

  private static final class Files extends PersonalFilesImplBase {
    @Override
    public void read(PersonalFileRequest request, StreamObserver<PersonalFilePart> answer) {
      long left = fileSize(request.getUserId()) - request.getOffset();
      var bytes = new byte[Math.clamp(left, 0, PART)];
      new Random(request.getOffset()).nextBytes(bytes);
      answer.onNext(PersonalFilePart.newBuilder().setBytes(ByteString.copyFrom(bytes)).build());
      answer.onCompleted();
    }
  }
}
