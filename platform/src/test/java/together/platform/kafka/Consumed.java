package together.platform.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import together.proto.User;

/** A handler that notes what it is given; the payload is a user, whose id is noted. */
final class Consumed implements EventHandler {
  private final List<Long> users = new CopyOnWriteArrayList<>();
  private final List<Integer> partitions = new CopyOnWriteArrayList<>();

  @Override
  public void handle(Event event) throws InvalidProtocolBufferException {
    if (new String(event.payload(), UTF_8).equals("refused")) {
      throw new UnreadableEventException("refused by the handler", null);
    }
    users.add(User.parseFrom(event.payload()).getId());
    partitions.add(event.record().partition());
  }

  /** The users' ids in the order they came. */
  List<Long> users() {
    return List.copyOf(users);
  }

  List<Integer> partitions() {
    return List.copyOf(partitions);
  }
}
