package together.message.file;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;

/** Where files are kept; defaults in {@code application.properties}. */
@ConfigMapping(prefix = "together.files")
public interface FileSettings {
  /** The kind of store. */
  Kind store();

  /** Of the store {@code directory}: all replicas must share it. */
  Path directory();

  /** Of the store {@code s3}. */
  S3 s3();

  /** The kinds of store. */
  enum Kind {
    DIRECTORY,
    S3
  }

  /** An S3-compatible store. */
  interface S3 {
    /** Its address; that of AWS in the region when none is named. */
    Optional<String> endpoint();

    @WithDefault("us-east-1")
    String region();

    /** The bucket, which must exist. */
    Optional<String> bucket();

    Optional<String> accessKey();

    Optional<String> secretKey();

    /** Whether the bucket is named in the path, not in the host name. */
    @WithDefault("true")
    boolean pathStyle();
  }
}
