package together.gateway.audience;

import java.util.List;

/**
 * A subscriber's place in one guild: its member's roles, and what its client's state already
 * contains.
 */
public final class Seat {
  private final Subscriber subscriber;
  private final long containedRevision;
  private final long containedVoiceSeq;
  private Group group;

  Seat(Subscriber subscriber, Group group, long containedRevision, long containedVoiceSeq) {
    this.subscriber = subscriber;
    this.group = group;
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

  void moveTo(Group next) {
    group.seats().remove(this);
    group = next;
    next.seats().add(this);
  }

  List<Long> roles() {
    return group.key().roles();
  }
}
