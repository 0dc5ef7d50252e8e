package together.message.author;

import com.google.protobuf.InvalidProtocolBufferException;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import together.platform.kafka.Event;
import together.platform.kafka.EventConsumer;
import together.platform.kafka.KafkaSettings;
import together.proto.UserEvent;

/** Keeps the remembered profiles current: every replica reads every user event. */
@ApplicationScoped
class UserEvents {
  static final String TOPIC = "together.user.v1";

  private final CachedAuthorDirectory authors;
  private final EventConsumer consumer;

  UserEvents(
      CachedAuthorDirectory authors,
      KafkaSettings kafka,
      @ConfigProperty(name = "quarkus.application.name") String service) {
    this.authors = authors;
    consumer = EventConsumer.ofAll(kafka, service, List.of(TOPIC), this::handle);
  }

  void start(@Observes StartupEvent event) {
    consumer.start();
  }

  void stop(@Observes ShutdownEvent event) {
    consumer.close();
  }

  private void handle(Event record) throws InvalidProtocolBufferException {
    var event = UserEvent.parseFrom(record.payload());
    switch (event.getEventCase()) {
      case USER_UPDATE -> authors.changed(event.getUserUpdate());
      case USER_ERASE -> authors.gone(event.getUserId());
      // Nothing is remembered of these; a newer writer's event has no case here.
      case USER_CREATE,
          SESSION_REVOKE,
          USER_SETTINGS_UPDATE,
          RELATIONSHIP_ADD,
          RELATIONSHIP_UPDATE,
          RELATIONSHIP_REMOVE,
          EVENT_NOT_SET -> {}
    }
  }
}
