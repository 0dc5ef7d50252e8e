package together.message.deletion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import together.platform.id.Snowflakes;
import together.platform.json.Moments;
import together.proto.Channel;
import together.proto.GuildBan;
import together.proto.GuildEvent;
import together.proto.PrivateChannel;
import together.proto.PrivateChannelChange;
import together.proto.User;

class GuildEventsTest {
  private static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");

  private static List<Deletion> planned(GuildEvent.Builder event) {
    return GuildEvents.planned(event.setSeq(9).build(), AT);
  }

  private static GuildBan.Builder ban() {
    return GuildBan.newBuilder().setGuildId(1).setUser(User.newBuilder().setId(2));
  }

  @Test
  void aBanThatSaysNothingOfMessagesLeavesThem() {
    assertEquals(List.of(), planned(GuildEvent.newBuilder().setGuildId(1).setGuildBanAdd(ban())));
  }

  @Test
  void aBanTakesWhatWasWrittenAtOnceAndWhatWasOnItsWayLater() {
    var from = AT.minusSeconds(86_400);
    var event =
        GuildEvent.newBuilder()
            .setGuildId(1)
            .setGuildBanAdd(ban().setDeleteMessagesFrom(Moments.proto(from)));
    var planned = planned(event);
    long until = Snowflakes.floor(AT.toEpochMilli());
    assertEquals(
        new Deletion(0, 1, 2, until, Snowflakes.floor(from.toEpochMilli()) - 1, 9, AT),
        planned.getFirst());
    var sweep = planned.getLast();
    assertEquals(until - 1, sweep.afterId());
    assertTrue(sweep.dueAt().isAfter(AT));
    assertEquals(Snowflakes.floor(sweep.dueAt().toEpochMilli()), sweep.untilId());
  }

  @Test
  void aGroupDmGoesWhenNobodyIsLeft() {
    var channel = PrivateChannel.newBuilder().setId(5);
    var empty =
        GuildEvent.newBuilder()
            .setPrivateChannel(PrivateChannelChange.newBuilder().setChannel(channel));
    assertEquals(5, planned(empty).getFirst().channelId());
    var used =
        GuildEvent.newBuilder()
            .setPrivateChannel(
                PrivateChannelChange.newBuilder()
                    .setChannel(channel.addRecipients(User.newBuilder().setId(2))));
    assertEquals(List.of(), planned(used));
  }

  @Test
  void aChangedChannelKeepsItsMessages() {
    var event = GuildEvent.newBuilder().setChannelUpdate(Channel.newBuilder().setId(4));
    assertEquals(List.of(), planned(event));
  }
}
