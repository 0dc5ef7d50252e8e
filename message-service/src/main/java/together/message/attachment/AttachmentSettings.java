package together.message.attachment;

import io.smallrye.config.ConfigMapping;
import java.time.Duration;

/** Bounds of uploads; defaults in {@code application.properties}. */
@ConfigMapping(prefix = "together.attachments")
public interface AttachmentSettings {
  /** Of one file, bytes. */
  int mostBytes();

  /** What all files of one user may take, bytes. */
  long quota();

  /** How long an upload waits for its message; then it is deleted. */
  Duration unusedFor();

  /** How often what is to go is looked for. */
  Duration sweepEvery();
}
