package together.message.post;

import org.jspecify.annotations.Nullable;
import together.proto.Attachment;

/**
 * A file of a message.
 *
 * @param size bytes
 * @param width pixels; null when it is no image
 */
public record AttachmentView(
    long id,
    String filename,
    int size,
    String contentType,
    String url,
    @Nullable Integer width,
    @Nullable Integer height) {
  static AttachmentView of(Attachment attachment) {
    return new AttachmentView(
        attachment.getId(),
        attachment.getFilename(),
        attachment.getSize(),
        attachment.getContentType(),
        attachment.getUrl(),
        attachment.hasWidth() ? attachment.getWidth() : null,
        attachment.hasHeight() ? attachment.getHeight() : null);
  }
}
