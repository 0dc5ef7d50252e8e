package together.auth.export;

import java.util.Optional;

/** The bytes of what a user has uploaded. Throws when message-service does not answer. */
interface FileSource {
  /** Some bytes from an offset on; none at the end; empty when there is no such file any more. */
  Optional<byte[]> read(long userId, long fileId, long offset);
}
