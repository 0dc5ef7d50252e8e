package together.message.access;

import together.proto.MentionsRequest;
import together.proto.MentionsResponse;

/** Whom and what an author may mention. Asked before a transaction, never inside it. */
public interface MentionRules {
  /** What guild-service says at the guild's current revision. */
  MentionsResponse allowed(MentionsRequest request);
}
