package together.guild.directory;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import together.platform.kafka.EventConsumer;
import together.platform.kafka.KafkaSettings;
import together.proto.UserEvent;

/** Keeps {@link Users} true: forgets a profile when auth-service tells that it changed. */
@ApplicationScoped
public class UserUpdates {
  private static final String TOPIC = "together.user.v1";

  private final EventConsumer consumer;

  public UserUpdates(
      KafkaSettings settings,
      Users users,
      @ConfigProperty(name = "quarkus.application.name") String service) {
    consumer =
        EventConsumer.ofAll(
            settings,
            service,
            List.of(TOPIC),
            event -> {
              var user = UserEvent.parseFrom(event.payload());
              if (user.hasUserUpdate()) {
                users.forget(user.getUserId());
              }
            });
  }

  void start(@Observes StartupEvent event) {
    consumer.start();
  }

  void stop(@Observes ShutdownEvent event) {
    consumer.close();
  }
}
