package together.gateway.session;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import together.gateway.access.GuildClient;
import together.gateway.members.MemberIndex;
import together.gateway.presence.GuildPresences;
import together.gateway.presence.PresenceNode;
import together.gateway.presence.PresenceSettings;
import together.gateway.presence.PresenceWriter;

/** Puts presence together. */
@Singleton
class PresenceBeans {
  @Produces
  @Singleton
  PresenceWriter writer(PresenceNode node) {
    return node.writer();
  }

  @Produces
  @Singleton
  MemberIndex members(GuildClient guilds, PresenceSettings settings) {
    return new MemberIndex(guilds::memberIds, settings.largeThreshold());
  }

  @Produces
  @Singleton
  GuildPresences presences(PresenceNode node, MemberIndex members) {
    return new GuildPresences(node.presences(), members);
  }
}
