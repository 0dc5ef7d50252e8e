package together.auth.relationship;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import together.auth.account.User;
import together.auth.account.UserView;

/**
 * How the caller stands to another user.
 *
 * @param id the other user's
 * @param since when it became what it is
 */
public record RelationshipView(
    long id,
    @Schema(enumeration = {"friend", "block", "incoming", "outgoing"}) String type,
    UserView user,
    Instant since) {
  static RelationshipView of(Relationship relationship, User other) {
    return new RelationshipView(
        other.id(), relationship.type.text(), UserView.of(other), relationship.since);
  }
}
