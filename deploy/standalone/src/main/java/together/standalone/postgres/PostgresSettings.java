package together.standalone.postgres;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How one embedded PostgreSQL runs.
 *
 * @param dataDirectory the cluster; made on the first start and kept
 * @param runtimeDirectory where the binaries are unpacked, once per version
 * @param logFile the server's own log
 * @param port TCP port on 127.0.0.1; there is no Unix socket
 * @param superuserPassword password of {@code postgres}, used when the cluster is made
 * @param parameters configuration parameters of the server, given on every start
 */
public record PostgresSettings(
    Path dataDirectory,
    Path runtimeDirectory,
    Path logFile,
    int port,
    String superuserPassword,
    Map<String, String> parameters) {

  public PostgresSettings {
    parameters = Map.copyOf(parameters);
  }

  /** What a machine that keeps its data wants: nothing acknowledged is lost, memory stays small. */
  public static Map<String, String> durable() {
    var parameters = new LinkedHashMap<String, String>();
    parameters.put("fsync", "on");
    parameters.put("synchronous_commit", "on");
    parameters.put("full_page_writes", "on");
    parameters.put("shared_buffers", "64MB");
    parameters.put("max_connections", "120");
    parameters.put("max_wal_size", "512MB");
    parameters.put("work_mem", "4MB");
    parameters.put("maintenance_work_mem", "32MB");
    parameters.put("random_page_cost", "1.1");
    parameters.put("jit", "off");
    parameters.put("autovacuum_max_workers", "2");
    // The outbox is empty again each moment: its dead rows should not wait a minute.
    parameters.put("autovacuum_naptime", "15s");
    parameters.put("max_parallel_workers_per_gather", "0");
    parameters.put("log_min_duration_statement", "1000");
    // Parameter values may be message content or an e-mail address: they stay out of the log.
    parameters.put("log_parameter_max_length", "0");
    parameters.put("log_parameter_max_length_on_error", "0");
    return parameters;
  }

  /** For tests: as {@link #durable()}, but a power cut may lose it all. */
  public static Map<String, String> volatileData() {
    var parameters = durable();
    parameters.put("fsync", "off");
    parameters.put("full_page_writes", "off");
    parameters.put("synchronous_commit", "off");
    parameters.put("log_min_duration_statement", "-1");
    return parameters;
  }
}
