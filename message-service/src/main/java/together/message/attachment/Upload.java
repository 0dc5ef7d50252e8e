package together.message.attachment;

import org.jspecify.annotations.Nullable;
import together.message.attachment.picture.Picture;
import together.proto.Attachment;

/**
 * An uploaded file.
 *
 * @param messageId the message that carries it; null: none, it is the uploader's alone
 * @param size bytes, as stored
 * @param picture null when it is none
 * @param preview null when there is none
 */
record Upload(
    long channelId,
    long id,
    @Nullable Long messageId,
    long uploaderId,
    String filename,
    String contentType,
    int size,
    @Nullable Picture picture,
    @Nullable Preview preview) {

  /** A smaller picture of it, kept beside it. */
  record Preview(int size, String contentType) {}

  Upload with(Preview made) {
    return new Upload(
        channelId, id, messageId, uploaderId, filename, contentType, size, picture, made);
  }

  /** Under which its bytes are kept. */
  String key() {
    return channelId + "/" + id;
  }

  /** Under which those of its preview are. */
  String previewKey() {
    return key() + "-preview";
  }

  /** As messages show it. */
  Attachment toProto() {
    // Where clients fetch it, below the hostname.
    var url = "/api/attachments/" + id + "/" + Filenames.encoded(filename);
    var attachment =
        Attachment.newBuilder()
            .setId(id)
            .setFilename(filename)
            .setSize(size)
            .setContentType(contentType)
            .setUrl(url);
    if (picture != null) {
      attachment.setWidth(picture.width()).setHeight(picture.height());
    }
    if (preview != null) {
      attachment.setPreviewUrl(url + "?preview=true");
    }
    return attachment.build();
  }
}
