package together.message.typing;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Map;
import together.message.access.ChannelAccess;
import together.permission.Permission;
import together.platform.json.Moments;
import together.platform.kafka.EphemeralProducer;
import together.platform.kafka.EventHeaders;
import together.proto.EphemeralEvent;
import together.proto.TypingStart;

/** Tells the gateways that somebody types; nothing of it is kept, and nothing waits for Kafka. */
@ApplicationScoped
public class TypingService {
  private static final String TOPIC = "together.ephemeral.v1";

  private final ChannelAccess access;
  private final TypingLimit limit;
  private final EphemeralProducer producer;
  private final Clock clock;

  TypingService(ChannelAccess access, TypingLimit limit, EphemeralProducer producer, Clock clock) {
    this.access = access;
    this.limit = limit;
    this.producer = producer;
    this.clock = clock;
  }

  /** Needs SEND_MESSAGES. Told at most once in 8 s for a user and channel. */
  void start(long userId, long channelId) {
    var grant = access.authorize(userId, channelId, Permission.SEND_MESSAGES);
    if (!limit.admits(userId, channelId)) {
      return;
    }
    var typing =
        TypingStart.newBuilder()
            .setChannelId(channelId)
            .setUserId(userId)
            .setTimestamp(Moments.proto(clock.instant()));
    if (grant.guildId() != 0) {
      typing.setGuildId(grant.guildId());
    }
    var event =
        EphemeralEvent.newBuilder()
            .setChannelId(channelId)
            .setGuildId(grant.guildId())
            .setRevision(grant.revision())
            .setTypingStart(typing)
            .build();
    long partitionKey = grant.guildId() == 0 ? channelId : grant.guildId();
    producer.send(TOPIC, "typing_start", partitionKey, channelId, headers(event), event);
  }

  private static Map<String, Long> headers(EphemeralEvent event) {
    return Map.of(
        EventHeaders.GUILD_ID, event.getGuildId(),
        EventHeaders.CHANNEL_ID, event.getChannelId(),
        EventHeaders.USER_ID, event.getTypingStart().getUserId(),
        EventHeaders.REVISION, event.getRevision());
  }
}
