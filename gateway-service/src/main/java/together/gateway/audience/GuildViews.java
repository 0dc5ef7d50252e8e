package together.gateway.audience;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import together.proto.GuildEvent;

/**
 * Lets the event loops of a node share one view per guild and revision instead of computing each
 * its own. Only a cache: a view is the same whoever computes it. Has the clock that time-outs end
 * by. Thread-safe.
 */
@ApplicationScoped
public class GuildViews {
  private static final int MOST = 10_000;

  private final InstantSource clock;

  private final Map<Long, GuildView> latest =
      new LinkedHashMap<>(256, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, GuildView> eldest) {
          return size() > MOST;
        }
      };

  public GuildViews(Clock clock) {
    this.clock = clock;
  }

  InstantSource clock() {
    return clock;
  }

  GuildView after(GuildView before, GuildEvent event) {
    synchronized (latest) {
      var shared = latest.get(before.id());
      if (shared != null && shared.revision() == event.getSeq()) {
        return shared;
      }
    }
    var next = before.after(event);
    synchronized (latest) {
      latest.put(next.id(), next);
    }
    return next;
  }
}
