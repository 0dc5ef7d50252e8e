package together.message.attachment;

import org.jspecify.annotations.Nullable;
import together.proto.Attachment;

/**
 * A file of a message.
 *
 * @param size bytes, as stored
 * @param contentType by content, as {@code image/png}
 * @param url path below the hostname; fetching it needs the access token
 * @param width pixels; null when it is no picture
 * @param previewUrl a picture of at most 400 pixels a side; null when it is no larger itself, or
 *     none could be made
 */
public record AttachmentView(
    long id,
    String filename,
    int size,
    String contentType,
    String url,
    @Nullable Integer width,
    @Nullable Integer height,
    @Nullable String previewUrl) {
  public static AttachmentView of(Attachment attachment) {
    return new AttachmentView(
        attachment.getId(),
        attachment.getFilename(),
        attachment.getSize(),
        attachment.getContentType(),
        attachment.getUrl(),
        attachment.hasWidth() ? attachment.getWidth() : null,
        attachment.hasHeight() ? attachment.getHeight() : null,
        attachment.hasPreviewUrl() ? attachment.getPreviewUrl() : null);
  }
}
