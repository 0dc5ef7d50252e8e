package together.message.post;

import together.proto.Message;

/**
 * A post's answer.
 *
 * @param created false when its nonce had made this message before
 */
public record Posted(Message message, boolean created) {}
