package together.guild.channel;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A channel of whatever kind, as REST shows it: of a server, or a dm or group dm. */
@Schema(
    name = "AnyChannel",
    description = "By its type a Channel of a server (0, 2, 4) or a PrivateChannel (1, 3)")
public interface ChannelAnswer {
  long id();

  int type();
}
