package together.auth.deletion;

import java.time.Instant;

/**
 * What will become of an account.
 *
 * @param deletionAt when it will be erased, unless its owner comes back before
 * @param messages whether what it wrote will be, too
 */
public record DeletionView(Instant deletionAt, boolean messages) {}
