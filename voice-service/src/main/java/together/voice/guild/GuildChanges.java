package together.voice.guild;

import com.google.protobuf.InvalidProtocolBufferException;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import together.platform.kafka.Event;
import together.platform.kafka.EventConsumer;
import together.platform.kafka.KafkaSettings;
import together.proto.GuildEvent;
import together.voice.state.VoiceStateService;

/** Ends the voice states of who is no member any more, and in what is deleted. */
@ApplicationScoped
public class GuildChanges {
  private static final String TOPIC = "together.guild.v1";

  private final VoiceStateService states;
  private final MeterRegistry meters;
  private final EventConsumer consumer;

  GuildChanges(KafkaSettings settings, VoiceStateService states, MeterRegistry meters) {
    this.states = states;
    this.meters = meters;
    consumer = EventConsumer.inGroup(settings, "voice-service", List.of(TOPIC), this::handle);
  }

  void start(@Observes StartupEvent event) {
    consumer.start();
  }

  void stop(@Observes ShutdownEvent event) {
    consumer.close();
  }

  private void handle(Event event) throws InvalidProtocolBufferException {
    var change = GuildEvent.parseFrom(event.payload());
    long guildId = change.getGuildId();
    switch (change.getEventCase()) {
      case GUILD_MEMBER_REMOVE ->
          states.endMember(guildId, change.getGuildMemberRemove().getUser().getId());
      case CHANNEL_DELETE -> states.endChannel(guildId, change.getChannelDelete().getId());
      case GUILD_DELETE -> states.endGuild(guildId);
      case EVENT_NOT_SET -> meters.counter("events.unknown", "topic", TOPIC).increment();
      case GUILD_CREATE,
          GUILD_UPDATE,
          GUILD_MEMBER_ADD,
          GUILD_MEMBER_UPDATE,
          GUILD_ROLE_CREATE,
          GUILD_ROLE_UPDATE,
          GUILD_ROLE_DELETE,
          CHANNEL_CREATE,
          CHANNEL_UPDATE,
          INVITE_CREATE,
          INVITE_DELETE,
          GUILD_BAN_ADD,
          GUILD_BAN_REMOVE,
          GUILD_EMOJIS_UPDATE,
          PRIVATE_CHANNEL,
          MEMBER_PROFILE -> {}
    }
  }
}
