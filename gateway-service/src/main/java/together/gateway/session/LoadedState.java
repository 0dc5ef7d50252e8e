package together.gateway.session;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import together.proto.OwnResponse;
import together.proto.PrivateChannel;
import together.proto.Relationship;

/**
 * What a user is in, as loaded for one session: servers, and dms and group dms.
 *
 * @param own the user, and how it stands to others; empty when only named guilds were asked for
 */
record LoadedState(
    List<LoadedGuild> guilds, List<PrivateChannel> privateChannels, OwnResponse own) {
  static final String FRIEND = "friend";

  Set<Long> friends() {
    return own.getRelationshipsList().stream()
        .filter(relationship -> relationship.getType().equals(FRIEND))
        .map(Relationship::getId)
        .collect(Collectors.toSet());
  }
}
