package together.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.logging.Level;
import together.standalone.kafka.EmbeddedKafka;
import together.standalone.kafka.KafkaSettings;
import together.standalone.log.KafkaLog;
import together.standalone.postgres.DatabaseBootstrap;
import together.standalone.postgres.EmbeddedPostgreSql;
import together.standalone.postgres.PostgresSettings;
import together.standalone.postgres.ServiceDatabase;
import together.standalone.preflight.FreePort;

/**
 * Run once after a build with {@code -XX:AOTCacheOutput}: loads what the launcher loads, in a
 * temporary directory, so that the launcher's own start is fast too.
 */
public final class LauncherTraining {
  private LauncherTraining() {}

  public static void main(String[] arguments)
      throws IOException, InterruptedException, SQLException {
    var directory = Files.createTempDirectory("together-training-");
    var data = new DataLayout(directory);
    KafkaLog.writeTo(data.log("kafka"), Level.WARNING);
    try (var kafka =
            EmbeddedKafka.start(new KafkaSettings(data.kafka(), FreePort.find(), FreePort.find()));
        var postgres = EmbeddedPostgreSql.start(postgres(data)).stopWithThisJvm()) {
      var database = new ServiceDatabase("auth", Secrets.in(data.secrets()).get("auth"));
      new DatabaseBootstrap(postgres).apply(List.of(database));
      System.out.println("Kafka served " + kafka.bootstrapServers() + " in a trial run");
    } finally {
      delete(directory);
    }
    // Kafka may leave threads behind that are not daemons.
    System.exit(0);
  }

  private static PostgresSettings postgres(DataLayout data) throws IOException {
    return new PostgresSettings(
        data.postgresql(),
        data.runtime(),
        data.log("postgresql"),
        FreePort.find(),
        Secrets.in(data.secrets()).get("superuser"),
        PostgresSettings.volatileData());
  }

  private static void delete(Path directory) throws IOException {
    try (var paths = Files.walk(directory)) {
      for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
