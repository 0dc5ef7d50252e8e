package together.message.erasure;

/**
 * An account that is gone, and how far the erasure of what is its has come.
 *
 * @param messages whether what it wrote goes too
 * @param channelId up to here, with {@code messageId}, all has been looked at
 */
record Erasure(long userId, boolean messages, Stage stage, long channelId, long messageId) {
  /** What is erased one after the other. Stored by their order. */
  enum Stage {
    /** Read states and settings. */
    OWN,
    /** What channels keep of those who were there: nonces, the times of slow mode, pings. */
    CHANNELS,
    MESSAGES,
    REACTIONS,
    DONE
  }

  /** So far in the same stage. */
  Erasure at(long channel, long message) {
    return new Erasure(userId, messages, stage, channel, message);
  }

  UserRemains.Place place() {
    return new UserRemains.Place(userId, channelId, messageId);
  }

  Erasure nextStage() {
    var next =
        switch (stage) {
          case OWN -> Stage.CHANNELS;
          case CHANNELS -> messages ? Stage.MESSAGES : Stage.DONE;
          case MESSAGES -> Stage.REACTIONS;
          case REACTIONS, DONE -> Stage.DONE;
        };
    return new Erasure(userId, messages, next, 0, 0);
  }
}
