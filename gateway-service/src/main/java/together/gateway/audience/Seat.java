package together.gateway.audience;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A subscriber's place in one guild: its member's roles, and what its client's state already
 * contains.
 */
public final class Seat {
  private final Subscriber subscriber;
  private final long containedRevision;
  private final long containedVoiceSeq;
  private @Nullable GuildView ahead;
  private Group group;

  /** A seat whose client's state is newer than the audience's view has that state's view. */
  Seat(
      Subscriber subscriber,
      Group group,
      @Nullable GuildView ahead,
      long containedRevision,
      long containedVoiceSeq) {
    this.subscriber = subscriber;
    this.group = group;
    this.ahead = ahead;
    this.containedRevision = containedRevision;
    this.containedVoiceSeq = containedVoiceSeq;
  }

  public Subscriber subscriber() {
    return subscriber;
  }

  /** Guild events up to this revision are in the client's state. */
  long containedRevision() {
    return containedRevision;
  }

  /** Voice events up to this sequence are in the client's state. */
  long containedVoiceSeq() {
    return containedVoiceSeq;
  }

  Group group() {
    return group;
  }

  /** Whether its own view is newer than this one. */
  boolean isAheadOf(GuildView view) {
    var own = ahead;
    return own != null && own.revision() > view.revision();
  }

  /** Whether its user may see the channel, by its own view while that is the newer one. */
  boolean canView(GuildView view, long channelId) {
    var own = ahead;
    return group.canView(own == null ? view : own, channelId);
  }

  /** The audience's view has become as new as its own. */
  void settle(Group next) {
    ahead = null;
    moveTo(next);
  }

  void moveTo(Group next) {
    group.seats().remove(this);
    group = next;
    next.seats().add(this);
  }

  List<Long> roles() {
    return group.key().roles();
  }
}
