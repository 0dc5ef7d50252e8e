package together.gateway.session;

import java.util.List;
import together.proto.PrivateChannel;

/** What a user is in, as loaded for one session: servers, and dms and group dms. */
record LoadedState(List<LoadedGuild> guilds, List<PrivateChannel> privateChannels) {}
