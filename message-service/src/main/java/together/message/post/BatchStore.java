package together.message.post;

import java.util.List;

/** Where batches go. */
interface BatchStore {
  /**
   * Writes drafts of one channel, in their order, all or none.
   *
   * @return an outcome per draft, in their order
   */
  List<Outcome> append(long channelId, List<Draft> drafts);
}
