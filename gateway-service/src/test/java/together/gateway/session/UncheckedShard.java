package together.gateway.session;

import io.netty.channel.EventLoop;
import together.gateway.audience.GuildViews;
import together.gateway.log.LogEntry;
import together.gateway.log.Past;
import together.gateway.log.Positions;

/** The revision check taken out, as no setting can: what {@link LeakCheck} must then notice. */
final class UncheckedShard extends EventLoopShard {
  UncheckedShard(
      EventLoop loop,
      Past log,
      Positions at,
      GuildViews views,
      GatewaySettings settings,
      SessionMeters meters) {
    super(loop, log, at, views, settings, meters);
  }

  @Override
  public boolean mayDeliver(LogEntry entry) {
    return true;
  }
}
