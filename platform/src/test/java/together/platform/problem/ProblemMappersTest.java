package together.platform.problem;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.Status;
import org.junit.jupiter.api.Test;

class ProblemMappersTest {
  private static boolean isDown(Status status) {
    return ProblemMappers.isDependencyDown(status.asRuntimeException());
  }

  @Test
  void aConnectionThatHttp2EndedMeansADependencyIsDown() {
    assertTrue(
        isDown(
            Status.INTERNAL.withDescription(
                "Connection closed after GOAWAY. HTTP/2 error code: PROTOCOL_ERROR")));
    assertTrue(isDown(Status.UNAVAILABLE));
  }

  @Test
  void aDefectOfADependencyIsNotTakenForItsAbsence() {
    assertFalse(isDown(Status.INTERNAL));
    assertFalse(isDown(Status.INTERNAL.withDescription("a defect")));
  }
}
