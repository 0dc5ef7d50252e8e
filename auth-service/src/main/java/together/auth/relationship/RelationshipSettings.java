package together.auth.relationship;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How many relationships one may have: all of them are in READY. */
@ConfigMapping(prefix = "together.relationships")
public interface RelationshipSettings {
  /** Most friends and open requests, both ways together, of a user. */
  @WithDefault("1000")
  int friends();

  /** Most users somebody may have blocked. */
  @WithDefault("1000")
  int blocks();
}
