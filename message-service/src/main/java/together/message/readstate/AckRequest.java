package together.message.readstate;

import org.jspecify.annotations.Nullable;

/**
 * What has been read.
 *
 * @param messageId the newest message read
 */
public record AckRequest(@Nullable Long messageId) {}
