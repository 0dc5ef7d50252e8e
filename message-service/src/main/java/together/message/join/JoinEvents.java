package together.message.join;

import com.google.protobuf.InvalidProtocolBufferException;
import jakarta.enterprise.context.ApplicationScoped;
import together.message.inbox.Subscriber;
import together.platform.kafka.Event;
import together.proto.GuildEvent;

/** Who joins a server is told in its system channel, where it has one. */
@ApplicationScoped
class JoinEvents implements Subscriber {
  private final JoinService joins;

  JoinEvents(JoinService joins) {
    this.joins = joins;
  }

  @Override
  public String topic() {
    return "together.guild.v1";
  }

  @Override
  public void handle(Event record) throws InvalidProtocolBufferException {
    var event = GuildEvent.parseFrom(record.payload());
    if (event.hasGuildMemberAdd() && event.getGuildMemberAdd().hasSystemChannelId()) {
      var joined = event.getGuildMemberAdd();
      var join =
          new Join(
              joined.getSystemChannelId(),
              event.getGuildId(),
              joined.getMember().getUser(),
              event.getSeq());
      joins.tell(join, record.writtenAt());
    }
  }
}
