package together.platform.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import together.standalone.kafka.EmbeddedKafka;
import together.standalone.kafka.KafkaSettings;
import together.standalone.postgres.DatabaseBootstrap;
import together.standalone.postgres.EmbeddedPostgreSql;
import together.standalone.postgres.PostgresSettings;
import together.standalone.postgres.ServiceDatabase;
import together.standalone.preflight.FreePort;

/** Main class of {@link PlatformProcess}: prints both ports, serves until its input closes. */
public final class PlatformServers {
  private static final List<String> SCHEMAS = List.of("auth", "guild", "message", "voice");

  private PlatformServers() {}

  public static void main(String[] arguments) throws Exception {
    var directory = Files.createTempDirectory("together-test-");
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      var kafkaStart = executor.submit(() -> startKafka(directory));
      try (var postgres = startPostgres(directory);
          var kafka = kafkaStart.get()) {
        System.out.println(postgres.port() + " " + kafka.bootstrapServers().split(":", -1)[1]);
        System.in.transferTo(java.io.OutputStream.nullOutputStream());
      }
    } finally {
      delete(directory);
    }
    // Kafka may leave threads behind that are not daemons.
    System.exit(0);
  }

  private static EmbeddedPostgreSql startPostgres(Path directory) throws Exception {
    var settings =
        new PostgresSettings(
            directory.resolve("postgresql"),
            Path.of(System.getProperty("user.home"), ".cache", "together"),
            directory.resolve("postgresql.log"),
            FreePort.find(),
            TestPlatform.PASSWORD,
            PostgresSettings.volatileData());
    var server = EmbeddedPostgreSql.start(settings).stopWithThisJvm();
    new DatabaseBootstrap(server)
        .apply(SCHEMAS.stream().map(s -> new ServiceDatabase(s, TestPlatform.PASSWORD)).toList());
    return server;
  }

  private static EmbeddedKafka startKafka(Path directory) throws IOException {
    return EmbeddedKafka.start(
        new KafkaSettings(
            directory.resolve("kafka"),
            FreePort.find(),
            FreePort.find(),
            Map.of("log.segment.bytes", "16777216")));
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> paths = Files.walk(directory)) {
      for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
