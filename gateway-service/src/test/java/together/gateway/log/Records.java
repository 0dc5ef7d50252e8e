package together.gateway.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.MessageLite;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import together.platform.kafka.EventHeaders;
import together.proto.GuildEvent;
import together.proto.MemberProfile;
import together.proto.Message;
import together.proto.MessageEvent;
import together.proto.User;
import together.proto.UserEvent;
import together.proto.VoiceEvent;
import together.proto.VoiceState;

/** Log entries for tests, as the reader would make them of records. */
public final class Records {
  private Records() {}

  public static LogEntry message(
      int partition, long offset, long guildId, long channelId, long seq, long revision) {
    var event =
        MessageEvent.newBuilder()
            .setChannelId(channelId)
            .setGuildId(guildId)
            .setSeq(seq)
            .setRevision(revision)
            .setMessageCreate(
                Message.newBuilder()
                    .setId(offset + 1)
                    .setChannelId(channelId)
                    .setGuildId(guildId)
                    .setAuthor(User.newBuilder().setId(9).setUsername("nine"))
                    .setContent("text " + seq))
            .build();
    return message(partition, offset, event);
  }

  /** An event of a channel's messages. */
  public static LogEntry message(int partition, long offset, MessageEvent event) {
    return entry(
        Log.MESSAGE,
        partition,
        offset,
        event.getChannelId(),
        Map.of(
            EventHeaders.GUILD_ID, event.getGuildId(),
            EventHeaders.CHANNEL_ID, event.getChannelId(),
            EventHeaders.SEQ, event.getSeq(),
            EventHeaders.REVISION, event.getRevision()),
        event);
  }

  /** A message log's event outside of any channel's sequence, for one user. */
  public static LogEntry ofUser(int partition, long offset, long userId, MessageEvent event) {
    return entry(
        Log.MESSAGE,
        partition,
        offset,
        userId,
        Map.of(EventHeaders.GUILD_ID, event.getGuildId(), EventHeaders.USER_ID, userId),
        event);
  }

  /** A message whose payload cannot be read; its headers can. */
  public static LogEntry unreadable(
      int partition, long offset, long guildId, long channelId, long seq, LogMeters meters) {
    var record =
        record(
            Log.MESSAGE,
            partition,
            offset,
            channelId,
            Map.of(
                EventHeaders.GUILD_ID, guildId,
                EventHeaders.CHANNEL_ID, channelId,
                EventHeaders.SEQ, seq),
            new byte[] {(byte) 0xff, 1, 2});
    return new LogEntry(record, meters);
  }

  public static LogEntry guild(int partition, long offset, GuildEvent event) {
    return entry(
        Log.GUILD,
        partition,
        offset,
        event.getGuildId(),
        event.hasInviteCreate()
            ? Map.of(
                EventHeaders.GUILD_ID,
                event.getGuildId(),
                EventHeaders.CHANNEL_ID,
                event.getInviteCreate().getChannelId(),
                EventHeaders.SEQ,
                event.getSeq())
            : Map.of(EventHeaders.GUILD_ID, event.getGuildId(), EventHeaders.SEQ, event.getSeq()),
        event);
  }

  /** A change of a dm or group dm, which belongs to no guild. */
  public static LogEntry privateChannel(int partition, long offset, GuildEvent event) {
    long id = event.getPrivateChannel().getChannel().getId();
    return entry(
        Log.GUILD,
        partition,
        offset,
        id,
        Map.of(EventHeaders.CHANNEL_ID, id, EventHeaders.SEQ, event.getSeq()),
        event);
  }

  /** A user's new profile, in these guilds. */
  public static LogEntry profile(int partition, long offset, MemberProfile profile) {
    long user = profile.getUser().getId();
    return entry(
        Log.GUILD,
        partition,
        offset,
        user,
        Map.of(EventHeaders.USER_ID, user, EventHeaders.REVISION, profile.getRevision()),
        GuildEvent.newBuilder().setMemberProfile(profile).build());
  }

  public static LogEntry user(int partition, long offset, UserEvent event) {
    return entry(
        Log.USER,
        partition,
        offset,
        event.getUserId(),
        Map.of(EventHeaders.USER_ID, event.getUserId()),
        event);
  }

  public static LogEntry voice(int partition, long offset, VoiceEvent event, VoiceState state) {
    return entry(
        Log.VOICE,
        partition,
        offset,
        event.getGuildId(),
        Map.of(
            EventHeaders.GUILD_ID, event.getGuildId(),
            EventHeaders.CHANNEL_ID, event.getChannelId(),
            EventHeaders.SEQ, event.getSeq(),
            EventHeaders.REVISION, event.getRevision()),
        event.toBuilder().setVoiceStateUpdate(state).build());
  }

  private static LogEntry entry(
      Log log, int partition, long offset, long key, Map<String, Long> headers, MessageLite event) {
    return new LogEntry(record(log, partition, offset, key, headers, event), LogMeters.NONE);
  }

  static ConsumerRecord<byte[], byte[]> record(
      Log log, int partition, long offset, long key, Map<String, Long> headers, MessageLite event) {
    return record(log, partition, offset, key, headers, event.toByteArray());
  }

  private static ConsumerRecord<byte[], byte[]> record(
      Log log, int partition, long offset, long key, Map<String, Long> headers, byte[] payload) {
    var record =
        new ConsumerRecord<>(
            log.topic(), partition, offset, Long.toString(key).getBytes(UTF_8), payload);
    headers.forEach(
        (name, value) -> record.headers().add(name, Long.toString(value).getBytes(UTF_8)));
    return record;
  }
}
