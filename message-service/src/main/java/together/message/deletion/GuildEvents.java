package together.message.deletion;

import static together.platform.id.Snowflakes.floor;

import com.google.protobuf.InvalidProtocolBufferException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import together.message.inbox.Subscriber;
import together.platform.json.Moments;
import together.platform.kafka.Event;
import together.proto.GuildEvent;

/** What guild-service tells after which messages have to go. */
@ApplicationScoped
class GuildEvents implements Subscriber {
  static final String TOPIC = "together.guild.v1";

  /** A post that was allowed before the event may be written so long after it. */
  private static final Duration IN_FLIGHT = Duration.ofSeconds(10);

  private final DeletionService deletions;
  private final DeletionWorker worker;

  GuildEvents(DeletionService deletions, DeletionWorker worker) {
    this.deletions = deletions;
    this.worker = worker;
  }

  @Override
  public String topic() {
    return TOPIC;
  }

  @Override
  public void handle(Event record) throws InvalidProtocolBufferException {
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
