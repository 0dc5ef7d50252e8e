package together.standalone;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import together.standalone.postgres.DatabaseBootstrap;
import together.standalone.postgres.ServiceDatabase;

/** The environment of each service process: where the others are, and the secrets it needs. */
final class ServiceEnvironment {
  private static final String LOOPBACK = "127.0.0.1";

  private final LauncherSettings settings;
  private final List<ServiceSpec> services;
  private final Secrets secrets;

  ServiceEnvironment(LauncherSettings settings, List<ServiceSpec> services, Secrets secrets) {
    this.settings = settings;
    this.services = services;
    this.secrets = secrets;
  }

  /** The schemas and roles to make, with their passwords. */
  List<ServiceDatabase> databases() throws IOException {
    var databases = new ArrayList<ServiceDatabase>();
    for (var service : services) {
      // All processes of a service share its schema.
      if (!service.isGateway() && service.instance() == 1) {
        databases.add(new ServiceDatabase(service.service(), password(service)));
      }
    }
    return databases;
  }

  Map<String, String> of(ServiceSpec service) throws IOException, StartRefused {
    var environment = new HashMap<>(common());
    environment.put("TOGETHER_HTTP_PORT", Integer.toString(service.port()));
    if (service.isGateway()) {
      environment.put("TOGETHER_HTTP_HOST", settings.gatewayHost());
      environment.put("TOGETHER_MANAGEMENT_HOST", LOOPBACK);
      environment.put("TOGETHER_MANAGEMENT_PORT", Integer.toString(service.healthPort()));
      environment.put("TOGETHER_REUSE_PORT", Boolean.toString(sharesPort()));
      // Each gateway keeps to one of them, the gateways to all in turn.
      var messages = services.stream().filter(ServiceSpec::isMessage).toList();
      environment.putAll(reached(messages.get((service.instance() - 1) % messages.size())));
    } else {
      var database = new ServiceDatabase(service.service(), password(service));
      environment.put("TOGETHER_HTTP_HOST", LOOPBACK);
      environment.put("TOGETHER_DB_URL", databaseUrl(service));
      environment.put("TOGETHER_DB_USERNAME", database.role());
      environment.put("TOGETHER_DB_PASSWORD", database.password());
    }
    if (service.service().equals("message")) {
      var files = new DataLayout(settings.data()).files();
      environment.put("TOGETHER_FILES", files.toAbsolutePath().toString());
    }
    if (service.service().equals("auth")) {
      environment.put("TOGETHER_KEY_ENCRYPTION_SECRET", secrets.get("key-encryption"));
      environment.put("TOGETHER_OPERATOR_TOKEN", secrets.get("operator-token"));
      if (!settings.hasMailServer()) {
        var mail = new DataLayout(settings.data()).mail();
        environment.put("TOGETHER_MAIL_DIRECTORY", mail.toAbsolutePath().toString());
      }
    }
    return environment;
  }

  /** One gateway alone must not share: a second one by mistake would take half of its clients. */
  private boolean sharesPort() {
    return services.stream().filter(ServiceSpec::isGateway).count() > 1;
  }

  private Map<String, String> common() throws IOException, StartRefused {
    var environment = new HashMap<String, String>();
    environment.put("TOGETHER_KAFKA", LOOPBACK + ":" + Ports.KAFKA.reached(settings));
    environment.put("TOGETHER_KAFKA_PARTITIONS", Integer.toString(settings.kafkaPartitions()));
    environment.put("TOGETHER_KAFKA_REPLICAS", "1");
    environment.put("TOGETHER_INTERNAL_SECRET", secrets.get("internal"));
    // One event loop a core: more only take turns, and share less of what a turn costs.
    environment.put(
        "QUARKUS_VERTX_EVENT_LOOPS_POOL_SIZE",
        Integer.toString(Runtime.getRuntime().availableProcessors()));
    for (var service : services) {
      if (service.instance() == 1) {
        environment.putAll(reached(service));
      }
      if (service.isGateway()) {
        environment.put("TOGETHER_PUBLIC_URL", settings.publicUrl(service.port()));
      }
    }
    // glibc gives every thread an arena of its own; two are enough for a small heap.
    environment.put("MALLOC_ARENA_MAX", "2");
    return environment;
  }

  /** Where others find the process. */
  private Map<String, String> reached(ServiceSpec service) throws StartRefused {
    var port = Integer.toString(settings.portReached(service.portName(), service.port()));
    return Map.of(
        service.settingPrefix() + "_HOST", LOOPBACK,
        service.settingPrefix() + "_PORT", port,
        service.settingPrefix() + "_URL", "http://" + LOOPBACK + ":" + port);
  }

  private String databaseUrl(ServiceSpec service) throws StartRefused {
    return DatabaseBootstrap.jdbcUrl(Ports.POSTGRES.reached(settings), service.service());
  }

  private String password(ServiceSpec service) throws IOException {
    return secrets.get("database-" + service.service());
  }
}
