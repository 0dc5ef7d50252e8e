package together.auth.relationship;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Relationships, each side a row of its own. */
@ApplicationScoped
class RelationshipRepository implements PanacheRepositoryBase<Relationship, RelationshipKey> {
  Optional<Relationship> of(long userId, long otherId) {
    return findByIdOptional(new RelationshipKey(userId, otherId));
  }

  /** A page of a user's, by the other's id; {@code type} null: of all types. */
  List<Relationship> page(long userId, @Nullable RelationshipType type, long after, int limit) {
    var found =
        type == null
            ? find("userId = ?1 and otherId > ?2 order by otherId", userId, after)
            : find(
                "userId = ?1 and otherId > ?2 and type = ?3 order by otherId", userId, after, type);
    return found.page(0, limit).list();
  }

  /** Whatever is between any two of these users. */
  List<Relationship> among(Collection<Long> userIds) {
    return list("userId in ?1 and otherId in ?1", userIds);
  }

  /** Somebody the user stands to somehow, or who stands to the user. */
  Optional<Long> anyOtherOf(long userId) {
    return find("userId = ?1 or otherId = ?1", userId)
        .page(0, 1)
        .firstResultOptional()
        .map(found -> found.userId == userId ? found.otherId : found.userId);
  }

  long count(long userId, Set<RelationshipType> types) {
    return count("userId = ?1 and type in ?2", userId, types);
  }
}
