package together.e2e.chaos.proxy;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** The links of a platform, by what they lead to. */
public record Links(Map<String, Link> byName) implements AutoCloseable {
  public Links {
    byName = Map.copyOf(byName);
  }

  public List<String> names() {
    return byName.keySet().stream().sorted().toList();
  }

  public Link of(String name) {
    var link = byName.get(name);
    if (link == null) {
      throw new IllegalArgumentException("no link leads to " + name);
    }
    return link;
  }

  @Override
  public void close() throws IOException {
    for (var link : byName.values()) {
      link.close();
    }
  }
}
