package together.gateway.session;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import together.gateway.access.GuildClient;
import together.gateway.memberlist.MemberLists;
import together.gateway.memberlist.MemberSearch;
import together.gateway.memberlist.MemberSource;
import together.gateway.memberlist.Rosters;
import together.gateway.members.MemberIndex;
import together.gateway.presence.GuildPresences;
import together.gateway.presence.PresenceNode;
import together.gateway.presence.PresenceSettings;
import together.gateway.presence.PresenceWriter;
import together.gateway.presence.Presences;
import together.proto.Guild;
import together.proto.MembersRequest;
import together.proto.MembersResponse;

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
  Presences everybody(PresenceNode node) {
    return node.presences();
  }

  @Produces
  @Singleton
  MemberSource source(GuildClient guilds) {
    return new MemberSource() {
      @Override
      public Guild guild(long guildId) {
        return guilds.guild(guildId);
      }

      @Override
      public MembersResponse members(MembersRequest request) {
        return guilds.members(request);
      }
    };
  }

  @Produces
  @Singleton
  Rosters rosters(MemberSource source, PresenceSettings settings, MeterRegistry meters) {
    var rosters = new Rosters(source, settings.mostListedMembers());
    meters.gauge("together.memberlist.members", rosters, Rosters::members);
    return rosters;
  }

  @Produces
  @Singleton
  MemberLists lists(
      Rosters rosters, Presences presences, MemberSource source, SessionLoader loader) {
    return new MemberLists(rosters, presences, source, loader.threads());
  }

  @Produces
  @Singleton
  MemberSearch search(Rosters rosters, MemberSource source) {
    return new MemberSearch(rosters, source);
  }

  @Produces
  @Singleton
  GuildPresences presences(PresenceNode node, MemberIndex members) {
    return new GuildPresences(node.presences(), members);
  }
}
