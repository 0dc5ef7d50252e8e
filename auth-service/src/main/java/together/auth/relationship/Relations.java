package together.auth.relationship;

import static java.util.Objects.requireNonNull;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import together.auth.account.DirectMessages;
import together.auth.account.User;
import together.auth.account.UserEvents;
import together.auth.account.UserRepository;
import together.proto.OwnResponse;
import together.proto.Relation;
import together.proto.UserPair;

/** How users stand to each other, for the other services. */
@ApplicationScoped
public class Relations {
  private static final int ALL = 10_000;

  private final RelationshipRepository relationships;
  private final UserRepository users;
  private final Clock clock;

  Relations(RelationshipRepository relationships, UserRepository users, Clock clock) {
    this.relationships = relationships;
    this.users = users;
    this.clock = clock;
  }

  /** The user, and all its relationships, none older than its revision. */
  @Transactional
  public Optional<OwnResponse> own(long userId) {
    // The revision first: what is read after it may be newer, which events then tell once more.
    return users.findByIdOptional(userId).map(this::own);
  }

  private OwnResponse own(User user) {
    var found = relationships.page(user.id(), null, 0, ALL);
    var others = byId(found.stream().map(one -> one.otherId).toList());
    return OwnResponse.newBuilder()
        .setUser(UserEvents.proto(user))
        .setRevision(user.revision())
        .setSettings(UserEvents.settings(user, clock.instant()))
        .addAllRelationships(
            found.stream()
                .map(one -> RelationshipEvents.proto(one, requireNonNull(others.get(one.otherId))))
                .toList())
        .build();
  }

  /** In the order of the pairs; of users who are unknown nothing holds. */
  @Transactional
  public List<Relation> of(List<UserPair> pairs) {
    var ids =
        pairs.stream()
            .flatMap(pair -> Stream.of(pair.getUserId(), pair.getOtherId()))
            .distinct()
            .toList();
    Map<RelationshipKey, RelationshipType> types = new HashMap<>();
    relationships
        .among(ids)
        .forEach(one -> types.put(new RelationshipKey(one.userId, one.otherId), one.type));
    var others = byId(pairs.stream().map(UserPair::getOtherId).distinct().toList());
    return pairs.stream().map(pair -> relation(pair, types, others)).toList();
  }

  private static Relation relation(
      UserPair pair, Map<RelationshipKey, RelationshipType> types, Map<Long, User> others) {
    var mine = types.get(new RelationshipKey(pair.getUserId(), pair.getOtherId()));
    var theirs = types.get(new RelationshipKey(pair.getOtherId(), pair.getUserId()));
    var other = others.get(pair.getOtherId());
    return Relation.newBuilder()
        .setBlocked(mine == RelationshipType.BLOCK || theirs == RelationshipType.BLOCK)
        .setFriends(mine == RelationshipType.FRIEND && theirs == RelationshipType.FRIEND)
        .setDirectMessagesFrom(
            (other == null ? DirectMessages.EVERYONE : other.directMessagesFrom()).text())
        .build();
  }

  private Map<Long, User> byId(Collection<Long> ids) {
    return users.findAllById(List.copyOf(ids)).stream()
        .collect(Collectors.toMap(User::id, Function.identity()));
  }
}
