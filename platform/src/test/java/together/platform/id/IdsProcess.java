package together.platform.id;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import together.platform.database.DedicatedConnections;

/** A process that issues an id for each line it is sent. */
final class IdsProcess {
  private IdsProcess() {}

  /** {@code url username password first-worker workers}. */
  public static void main(String[] arguments) throws IOException {
    var ids =
        new Ids(
            new DedicatedConnections(arguments[0], arguments[1], arguments[2]),
            Integer.parseInt(arguments[3]),
            Integer.parseInt(arguments[4]),
            Clock.systemUTC());
    ids.start(new StartupEvent());
    var input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    System.out.println(ids.call().getStatus());
    while (input.readLine() != null) {
      System.out.println(ids.next());
    }
    ids.stop(new ShutdownEvent());
  }
}
