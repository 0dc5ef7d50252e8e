package together.standalone;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import together.standalone.kafka.EmbeddedKafka;
import together.standalone.kafka.KafkaSettings;
import together.standalone.log.LogFile;
import together.standalone.postgres.DatabaseBootstrap;
import together.standalone.postgres.PostgresSettings;
import together.standalone.process.HealthProbe;

/**
 * PostgreSQL, Kafka and the services, started in this order and stopped in the opposite one.
 *
 * <p>{@link #start} and {@link #stop} run in different threads: a start that is stopped half-way
 * leaves nothing running.
 */
final class Platform {
  // Together below the ten seconds within which Ctrl-C has stopped everything.
  private static final Duration SERVICE_STOP_LIMIT = Duration.ofMillis(1300);
  private static final Duration KAFKA_STOP_LIMIT = Duration.ofSeconds(2);
  private static final Duration POSTGRES_STOP_LIMIT = Duration.ofSeconds(1);

  private final LauncherSettings settings;
  private final ServiceEnvironment environment;
  private final Console console;
  private final SupervisedPostgres postgres;
  private final KafkaSettings kafkaSettings;
  private final Training training;
  private final List<SupervisedService> services = new ArrayList<>();
  private final List<SupervisedService> gateways = new ArrayList<>();
  private final @Nullable SupervisedService kafkaApart;
  private @Nullable EmbeddedKafka kafka;
  private boolean stopping;

  Platform(LauncherSettings settings, List<ServiceSpec> specs, Console console)
      throws IOException, StartRefused {
    this.settings = settings;
    this.console = console;
    var data = new DataLayout(settings.data());
    var secrets = Secrets.in(data.secrets());
    environment = new ServiceEnvironment(settings, specs, secrets);
    postgres =
        new SupervisedPostgres(
            new PostgresSettings(
                data.postgresql(),
                data.runtime(),
                data.log("postgresql"),
                Ports.POSTGRES.of(settings),
                secrets.get("database-superuser"),
                PostgresSettings.durable()),
            console);
    kafkaSettings = KafkaProcess.settings(settings);
    kafkaApart = settings.kafkaApart() ? KafkaProcess.supervised(settings, console) : null;
    var commands = new ArrayList<ServiceCommand>();
    for (var spec : specs) {
      var command = new ServiceCommand(spec, settings, environment.of(spec), data);
      if (spec.instance() == 1) {
        // All processes of a service share its cache.
        commands.add(command);
      }
      var log = new LogFile(data.log(spec.name()), settings.logLimitBytes());
      (spec.isGateway() ? gateways : services)
          .add(
              new SupervisedService(
                  spec.name(),
                  new HealthProbe(spec.healthPort())::isReady,
                  () -> command.start(settings.fastStart()),
                  log,
                  console));
    }
    training = new Training(commands, settings.startLimit(), console);
  }

  /** Returns when every service is ready. */
  void start() throws StartRefused, IOException, InterruptedException {
    var postgresStart = postgres.start();
    try {
      startKafka();
      var server = postgresStart.get();
      new DatabaseBootstrap(server).apply(environment.databases());
      if (settings.fastStart()) {
        training.run();
      }
      var ready =
          Stream.concat(services.stream(), gateways.stream())
              .map(SupervisedService::start)
              .toList();
      CompletableFuture.allOf(ready.toArray(CompletableFuture[]::new))
          .get(settings.startLimit().toMillis(), TimeUnit.MILLISECONDS);
    } catch (SQLException e) {
      throw new StartRefused("the database could not be prepared: " + e.getMessage(), e);
    } catch (TimeoutException e) {
      throw new StartRefused("not ready after %s".formatted(settings.startLimit()), e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof StartRefused refused) {
        throw refused;
      }
      throw new IllegalStateException(e);
    }
  }

  private void startKafka() throws IOException, ExecutionException, InterruptedException {
    if (kafkaApart == null) {
      startKafkaHere();
    } else {
      kafkaApart.start().get();
    }
  }

  private synchronized void startKafkaHere() throws IOException {
    if (!stopping) {
      var since = console.now();
      kafka = EmbeddedKafka.start(kafkaSettings);
      console.step("Kafka", "ready", since);
    }
  }

  /** Returns when nothing runs any more. */
  void stop() throws InterruptedException {
    training.cancel();
    stopGateways();
    for (var service : services.reversed()) {
      service.stop(SERVICE_STOP_LIMIT);
    }
    if (kafkaApart != null) {
      kafkaApart.stop(KAFKA_STOP_LIMIT);
    }
    stopKafkaHere();
    postgres.stop(POSTGRES_STOP_LIMIT);
  }

  /** All at once, in the time of one. */
  private void stopGateways() throws InterruptedException {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      threads.invokeAll(gateways.stream().map(Platform::stop).toList());
    }
  }

  private static Callable<Boolean> stop(SupervisedService gateway) {
    return () -> {
      gateway.stop(SERVICE_STOP_LIMIT);
      return true;
    };
  }

  private synchronized void stopKafkaHere() throws InterruptedException {
    stopping = true;
    if (kafka != null) {
      // The broker's own wish to hand over its partitions must not hold up the rest.
      Thread.ofPlatform().daemon().name("stop-kafka").start(kafka::close).join(KAFKA_STOP_LIMIT);
    }
  }
}
