package together.message.deletion;

import static together.platform.id.Snowflakes.floor;

import com.google.protobuf.InvalidProtocolBufferException;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import together.platform.json.Moments;
import together.platform.kafka.Event;
import together.platform.kafka.EventConsumer;
import together.platform.kafka.KafkaSettings;
import together.proto.GuildEvent;

/** What guild-service tells after which messages have to go; the replicas share its log. */
@ApplicationScoped
class GuildEvents {
  static final String TOPIC = "together.guild.v1";

  /** A post that was allowed before the event may be written so long after it. */
  private static final Duration IN_FLIGHT = Duration.ofSeconds(10);

  private final DeletionService deletions;
  private final DeletionWorker worker;
  private final EventConsumer consumer;

  GuildEvents(
      DeletionService deletions,
      DeletionWorker worker,
      KafkaSettings kafka,
      @ConfigProperty(name = "quarkus.application.name") String service) {
    this.deletions = deletions;
    this.worker = worker;
    consumer = EventConsumer.inGroup(kafka, service, List.of(TOPIC), this::handle);
  }

  void start(@Observes StartupEvent event) {
    consumer.start();
  }

  void stop(@Observes ShutdownEvent event) {
    consumer.close();
  }

  private void handle(Event record) throws InvalidProtocolBufferException {
    var event = GuildEvent.parseFrom(record.payload());
    var planned = planned(event, record.writtenAt());
    if (!planned.isEmpty()) {
      deletions.plan(planned);
      worker.wake();
    }
  }

  /** What has to go after an event of that moment. */
  static List<Deletion> planned(GuildEvent event, Instant at) {
    if (event.hasGuildBanAdd() && event.getGuildBanAdd().hasDeleteMessagesFrom()) {
      return banned(event, at);
    }
    if (event.hasGuildDelete()) {
      return List.of(all(0, event.getGuildId(), event, at));
    }
    if (event.hasChannelDelete()) {
      return List.of(all(event.getChannelDelete().getId(), event.getGuildId(), event, at));
    }
    if (event.hasPrivateChannel()
        && event.getPrivateChannel().getChannel().getRecipientsCount() == 0) {
      return List.of(all(event.getPrivateChannel().getChannel().getId(), 0, event, at));
    }
    return List.of();
  }

  /** At once what is there, and a little later what was on its way; nothing of a later return. */
  private static List<Deletion> banned(GuildEvent event, Instant at) {
    long user = event.getGuildBanAdd().getUser().getId();
    long from =
        floor(Moments.instant(event.getGuildBanAdd().getDeleteMessagesFrom()).toEpochMilli());
    long until = floor(at.toEpochMilli());
    long later = floor(at.plus(IN_FLIGHT).toEpochMilli());
    var sweep = at.plus(IN_FLIGHT);
    return List.of(
        new Deletion(0, event.getGuildId(), user, until, from - 1, event.getSeq(), at),
        new Deletion(
            0, event.getGuildId(), user, later, Math.max(from, until) - 1, event.getSeq(), sweep));
  }

  private static Deletion all(long channelId, long guildId, GuildEvent event, Instant at) {
    var due = at.plus(IN_FLIGHT);
    return new Deletion(channelId, guildId, 0, Long.MAX_VALUE, 0, event.getSeq(), due);
  }
}
