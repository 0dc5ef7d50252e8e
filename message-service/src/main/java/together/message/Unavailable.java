package together.message;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.function.Predicate;

/** A call that did not reach its service: it may be made again. */
public final class Unavailable implements Predicate<Throwable> {
  @Override
  public boolean test(Throwable failure) {
    return failure instanceof StatusRuntimeException call
        && call.getStatus().getCode() == Status.Code.UNAVAILABLE;
  }
}
