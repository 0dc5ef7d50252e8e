package together.permission;

import java.util.Collection;

/**
 * A member as permissions see one.
 *
 * @param roleIds without {@code @everyone}; ids of no role mean nothing
 * @param timedOut may only look on, unless owner or administrator
 */
public record Subject(long userId, boolean owner, Collection<Long> roleIds, boolean timedOut) {}
