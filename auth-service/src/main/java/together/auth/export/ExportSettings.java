package together.auth.export;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Exports of all that is held on a person. */
@ConfigMapping(prefix = "together.export")
public interface ExportSettings {
  /** After one that was built, somebody may ask for the next so much later. */
  @WithDefault("1d")
  Duration interval();

  /** A zip that nobody has downloaded is deleted after so long. */
  @WithDefault("7d")
  Duration keptFor();

  /** Most bytes of uploaded files in a zip; what is beyond is named in it. */
  @WithDefault("1073741824")
  long mostFileBytes();

  /** When another service does not answer, building begins again so much later; then twice that. */
  @WithDefault("10s")
  Duration retry();

  /** So often an export is begun before it is given up. */
  @WithDefault("8")
  int mostAttempts();
}
