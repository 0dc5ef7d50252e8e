package together.gateway.session;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The pages from which a browser may open a socket. Whoever sends no Origin is no browser. */
final class Origins {
  private final Set<String> allowed = new HashSet<>();

  Origins(GatewaySettings settings) {
    add(settings.publicUrl());
    settings.origins().ifPresent(more -> more.forEach(this::add));
  }

  private void add(String origin) {
    allowed.add(origin.replaceAll("/+$", "").toLowerCase(Locale.ROOT));
  }

  boolean allows(@Nullable String origin) {
    return origin == null || allowed.contains(origin.toLowerCase(Locale.ROOT));
  }
}
