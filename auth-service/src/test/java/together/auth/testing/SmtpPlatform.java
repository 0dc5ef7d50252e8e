package together.auth.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;

/** As {@link AuthPlatform}, with a mail server ({@link FakeMailServer}) that is down at first. */
public final class SmtpPlatform implements QuarkusTestResourceLifecycleManager {
  private final AuthPlatform platform = new AuthPlatform();

  @Override
  public Map<String, String> start() {
    var config = new HashMap<>(platform.start());
    config.remove("TOGETHER_MAIL_DIRECTORY");
    config.put("TOGETHER_MAIL_HOST", "127.0.0.1");
    config.put("TOGETHER_MAIL_PORT", Integer.toString(FakeMailServer.PORT));
    config.put("together.mail.retry-after", "PT0.2S");
    return config;
  }

  @Override
  public void stop() {
    platform.stop();
  }
}
