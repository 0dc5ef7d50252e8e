package together.message.post;

import java.util.List;

/** Where batches go. */
interface BatchStore {
  /**
   * Writes drafts of any channels, each channel's in their order, all or none.
   *
   * @return an outcome per draft, in their order
   */
  List<Outcome> append(List<Draft> drafts);
}
