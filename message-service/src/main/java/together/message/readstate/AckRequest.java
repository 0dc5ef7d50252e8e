package together.message.readstate;

import org.jspecify.annotations.Nullable;

/**
 * What has been read.
 *
 * @param messageId the newest message read; 0: none
 * @param manual true: the mark may also move back, so that what comes after it is unread again
 */
public record AckRequest(@Nullable Long messageId, @Nullable Boolean manual) {}
