package together.auth.operator;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** Access to the operator's routes. */
@ConfigMapping(prefix = "together.operator")
public interface OperatorSettings {
  /**
   * What the operator sends as {@code Authorization: Operator …}; without it there are no such
   * routes.
   */
  Optional<String> token();
}
