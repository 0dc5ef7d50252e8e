package together.message.inbox;

import com.google.protobuf.InvalidProtocolBufferException;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import together.platform.kafka.Event;
import together.platform.kafka.EventConsumer;
import together.platform.kafka.KafkaSettings;

/** Reads what other services tell, once for all subscribers; the replicas share the logs. */
@ApplicationScoped
class Inbox {
  private final List<Subscriber> subscribers;
  private final EventConsumer consumer;

  Inbox(
      @All List<Subscriber> subscribers,
      KafkaSettings kafka,
      @ConfigProperty(name = "quarkus.application.name") String service) {
    this.subscribers = subscribers;
    var topics = subscribers.stream().map(Subscriber::topic).distinct().toList();
    consumer = EventConsumer.inGroup(kafka, service, topics, this::handle);
  }

  void start(@Observes StartupEvent event) {
    consumer.start();
  }

  void stop(@Observes ShutdownEvent event) {
    consumer.close();
  }

  private void handle(Event event) throws InvalidProtocolBufferException {
    for (var subscriber : subscribers) {
      if (subscriber.topic().equals(event.topic())) {
        subscriber.handle(event);
      }
    }
  }
}
