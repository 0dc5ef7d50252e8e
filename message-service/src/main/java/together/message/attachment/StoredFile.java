package together.message.attachment;

/**
 * What is sent to whoever downloads: a file as it was uploaded, or its preview.
 *
 * @param key under which the store has it
 * @param size bytes
 * @param etag its bytes never change, so neither does this (RFC 9110, section 8.8.3)
 */
record StoredFile(String key, String filename, String contentType, int size, String etag) {
  static StoredFile of(Upload upload) {
    return new StoredFile(
        upload.key(),
        upload.filename(),
        upload.contentType(),
        upload.size(),
        "\"" + upload.id() + "\"");
  }

  /** Of an upload without a preview, all of it: it is small enough itself, or no picture. */
  static StoredFile previewOf(Upload upload) {
    var preview = upload.preview();
    return preview == null
        ? of(upload)
        : new StoredFile(
            upload.previewKey(),
            upload.filename(),
            preview.contentType(),
            preview.size(),
            "\"" + upload.id() + "-preview\"");
  }
}
