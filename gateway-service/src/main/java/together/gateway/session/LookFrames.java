package together.gateway.session;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashSet;
import together.gateway.frame.BadFrameException;
import together.gateway.frame.ClientFrame;
import together.gateway.frame.CloseCode;
import together.gateway.memberlist.Range;

/** What a client wants to look at: SUBSCRIBE. Runs on event loops. */
@ApplicationScoped
public class LookFrames {
  private final Subscriptions subscriptions;

  public LookFrames(Subscriptions subscriptions) {
    this.subscriptions = subscriptions;
  }

  /** A guild the client is not in, or not any more, is left alone. */
  void subscribe(Session session, ClientFrame.Subscribe frame) throws BadFrameException {
    if (frame.memberRanges().size() > Subscription.MOST_RANGES
        || frame.typingChannels().size() > Subscription.MOST_CHANNELS) {
      throw new BadFrameException(CloseCode.BAD_PAYLOAD);
    }
    var ranges = new ArrayList<Range>();
    for (var range : frame.memberRanges()) {
      if (!Range.isValid(range.first(), range.last())) {
        throw new BadFrameException(CloseCode.BAD_PAYLOAD);
      }
      ranges.add(new Range(range.first(), range.last()));
    }
    if (session.isIn(frame.guildId())) {
      var channels = new HashSet<>(frame.typingChannels());
      subscriptions.subscribe(session, new Subscription(frame.guildId(), ranges, channels));
    }
  }
}
