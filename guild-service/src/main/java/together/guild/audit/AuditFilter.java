package together.guild.audit;

import org.jspecify.annotations.Nullable;
import together.platform.request.IdRule;
import together.platform.request.NumberRule;

/**
 * Which entries are asked for; null is any.
 *
 * @param before entries older than this id
 * @param limit the most of them
 */
record AuditFilter(
    @Nullable Long userId,
    @Nullable Long targetId,
    @Nullable Integer actionType,
    @Nullable Long before,
    int limit) {
  private static final int DEFAULT_LIMIT = 50;

  /** From query parameters as they came; 422 when one of them is none. */
  static AuditFilter of(
      @Nullable String userId,
      @Nullable String targetId,
      @Nullable String actionType,
      @Nullable String before,
      @Nullable String limit) {
    return new AuditFilter(
        new IdRule("user_id").parse(userId),
        new IdRule("target_id").parse(targetId),
        actionType == null ? null : new NumberRule("action_type", 0, 1000).parse(actionType, 0),
        new IdRule("before").parse(before),
        new NumberRule("limit", 1, 100).parse(limit, DEFAULT_LIMIT));
  }
}
