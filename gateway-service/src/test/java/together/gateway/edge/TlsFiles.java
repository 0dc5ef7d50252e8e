package together.gateway.edge;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** Gives the gateway under test a certificate. */
public final class TlsFiles implements QuarkusTestResourceLifecycleManager {
  static final String CERTIFICATE = "together.test.certificate";

  @Override
  public Map<String, String> start() {
    var files = TestCertificate.create();
    return Map.of(
        "TOGETHER_TLS_CERTIFICATE",
        files.certificate().toString(),
        "TOGETHER_TLS_KEY",
        files.key().toString(),
        CERTIFICATE,
        files.certificate().toString());
  }

  @Override
  public void stop() {
    // Two small files in the system's folder for what need not stay.
  }
}
