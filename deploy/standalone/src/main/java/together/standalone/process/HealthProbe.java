package together.standalone.process;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;

/** Asks a service on this machine whether it is ready. */
public final class HealthProbe {
  private static final int TIMEOUT_MILLIS = 2000;

  private final URI uri;

  public HealthProbe(int port) {
    uri = URI.create("http://127.0.0.1:" + port + "/q/health/ready");
  }

  public boolean isReady() {
    try {
      var connection = (HttpURLConnection) uri.toURL().openConnection();
      connection.setConnectTimeout(TIMEOUT_MILLIS);
      connection.setReadTimeout(TIMEOUT_MILLIS);
      try {
        return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
      } finally {
        connection.disconnect();
      }
    } catch (IOException e) {
      // Not listening yet, or too busy to answer: asked again.
      return false;
    }
  }
}
