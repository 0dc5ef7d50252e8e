package together.message.join;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import together.message.post.ChannelChange;
import together.message.post.ChannelChanges;
import together.message.post.MessageType;
import together.proto.Message;

/**
 * Says in a server's system channel who has joined: each join once, however often it is told here,
 * and a few of them a minute at most, so that a crowd does not fill the channel.
 */
@ApplicationScoped
public class JoinService {
  /** More in one channel go without a word. */
  static final int MOST_A_MINUTE = 10;

  /** What is told later than that is no news. */
  private static final Duration NEWS = Duration.ofHours(1);

  private final ChannelChanges changes;
  private final JoinRepository joins;
  private final Clock clock;

  JoinService(ChannelChanges changes, JoinRepository joins, Clock clock) {
    this.changes = changes;
    this.joins = joins;
    this.clock = clock;
  }

  void tell(Join join, Instant at) {
    var now = clock.instant();
    if (at.plus(NEWS).isAfter(now)) {
      var _ = changes.open(join.channelId(), join.guildId(), change -> tell(change, join, now));
    }
  }

  private boolean tell(ChannelChange change, Join join, Instant now) throws SQLException {
    int told = joins.count(change, join.revision(), now);
    if (told < 1 || told > MOST_A_MINUTE) {
      return false;
    }
    var said = Message.newBuilder().setAuthor(join.user()).setType(MessageType.JOINED.number());
    changes.post(change, said, join.revision());
    return true;
  }
}
