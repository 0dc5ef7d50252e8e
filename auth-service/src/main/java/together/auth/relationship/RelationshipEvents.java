package together.auth.relationship;

import together.auth.account.User;
import together.auth.account.UserEvents;
import together.platform.json.Moments;
import together.platform.outbox.OutboxRecord;
import together.proto.RelationshipRemove;

/** What users are told of their relationships: each of its own side alone. */
final class RelationshipEvents {
  private RelationshipEvents() {}

  static together.proto.Relationship proto(Relationship relationship, User other) {
    return together.proto.Relationship.newBuilder()
        .setId(other.id())
        .setType(relationship.type.text())
        .setUser(UserEvents.proto(other))
        .setSince(Moments.proto(relationship.since))
        .build();
  }

  static OutboxRecord added(User user, Relationship relationship, User other) {
    return UserEvents.record(
        "relationship_add",
        UserEvents.event(user).setRelationshipAdd(proto(relationship, other)).build());
  }

  static OutboxRecord changed(User user, Relationship relationship, User other) {
    return UserEvents.record(
        "relationship_update",
        UserEvents.event(user).setRelationshipUpdate(proto(relationship, other)).build());
  }

  static OutboxRecord removed(User user, User other) {
    var removed = RelationshipRemove.newBuilder().setId(other.id());
    return UserEvents.record(
        "relationship_remove", UserEvents.event(user).setRelationshipRemove(removed).build());
  }
}
