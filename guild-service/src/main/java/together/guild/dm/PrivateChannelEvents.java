package together.guild.dm;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import together.guild.directory.Users;
import together.platform.kafka.EventHeaders;
import together.platform.outbox.Outbox;
import together.platform.outbox.OutboxRecord;
import together.proto.GuildEvent;
import together.proto.PrivateChannelChange;
import together.proto.User;

/** Private channels in events and gRPC. */
@ApplicationScoped
class PrivateChannelEvents {
  private final Outbox outbox;

  PrivateChannelEvents(Outbox outbox) {
    this.outbox = outbox;
  }

  static together.proto.PrivateChannel proto(PrivateChannel channel, Map<Long, User> users) {
    var proto =
        together.proto.PrivateChannel.newBuilder()
            .setId(channel.id())
            .setType(channel.type())
            .setRevision(channel.revision());
    if (channel.name() != null) {
      proto.setName(channel.name());
    }
    if (channel.icon() != null) {
      proto.setIcon(channel.icon());
    }
    if (channel.ownerId() != null) {
      proto.setOwnerId(channel.ownerId());
    }
    channel.recipients().stream().sorted().forEach(id -> proto.addRecipients(Users.in(users, id)));
    return proto.build();
  }

  /** Within the transaction of the change, under the channel's row lock. */
  void tell(PrivateChannel after, Map<Long, User> users, List<Long> removed) {
    var event =
        GuildEvent.newBuilder()
            .setSeq(after.revision())
            .setPrivateChannel(
                PrivateChannelChange.newBuilder()
                    .setChannel(proto(after, users))
                    .addAllRemoved(removed))
            .build();
    var revision = Long.toString(after.revision());
    var headers =
        Map.of(
            EventHeaders.CHANNEL_ID,
            Long.toString(after.id()),
            EventHeaders.REVISION,
            revision,
            EventHeaders.SEQ,
            revision);
    outbox.append(
        new OutboxRecord(
            "together.guild.v1", after.id(), after.id(), "private_channel", headers, event));
  }
}
