package together.auth.deletion;

/**
 * An account whose time is over.
 *
 * @param messages whether what it wrote goes too
 * @param failures attempts that another service did not let end
 */
record Deletion(long userId, boolean messages, int failures) {}
