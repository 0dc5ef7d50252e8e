package together.standalone.kafka;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;
import org.apache.kafka.server.common.MetadataVersion;

/** A real Kafka broker and its controller, in this JVM, on 127.0.0.1 only. */
public final class EmbeddedKafka implements AutoCloseable {
  private final KafkaSettings settings;
  private final KafkaRaftServer server;

  private EmbeddedKafka(KafkaSettings settings, KafkaRaftServer server) {
    this.settings = settings;
    this.server = server;
  }

  /** Formats the data directory if it is new, and returns once the broker serves clients. */
  public static EmbeddedKafka start(KafkaSettings settings) throws IOException {
    var config = new KafkaConfig(settings.broker(), false);
    if (!Files.exists(settings.dataDirectory().resolve("meta.properties"))) {
      format(settings);
    }
    var server = new KafkaRaftServer(config, Time.SYSTEM);
    try {
      server.startup();
    } catch (RuntimeException e) {
      server.shutdown();
      throw new IOException("Kafka did not start", e);
    }
    return new EmbeddedKafka(settings, server);
  }

  public String bootstrapServers() {
    return "127.0.0.1:" + settings.port();
  }

  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
  }

  private static void format(KafkaSettings settings) throws IOException {
    var directory = settings.dataDirectory().toAbsolutePath();
    Files.createDirectories(directory);
    try (var silent =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
      new Formatter()
          .setPrintStream(silent)
          .setNodeId(1)
          .setClusterId(Uuid.randomUuid().toString())
          .setSupportedFeatures(List.copyOf(Feature.PRODUCTION_FEATURES))
          .setReleaseVersion(MetadataVersion.latestProduction())
          .setControllerListenerName("CONTROLLER")
          .setMetadataLogDirectory(directory.toString())
          .setDirectories(List.of(directory.toString()))
          .run();
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException("could not format " + directory, e);
    }
  }
}
