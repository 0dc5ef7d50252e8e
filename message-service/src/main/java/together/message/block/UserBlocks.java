package together.message.block;

import com.google.protobuf.InvalidProtocolBufferException;
import jakarta.enterprise.context.ApplicationScoped;
import together.message.inbox.Subscriber;
import together.platform.kafka.Event;
import together.proto.Relationship;
import together.proto.UserEvent;

/** Whom users have blocked, as auth-service tells it. */
@ApplicationScoped
class UserBlocks implements Subscriber {
  private final BlockRepository blocks;

  UserBlocks(BlockRepository blocks) {
    this.blocks = blocks;
  }

  @Override
  public String topic() {
    return "together.user.v1";
  }

  @Override
  public void handle(Event record) throws InvalidProtocolBufferException {
    var event = UserEvent.parseFrom(record.payload());
    long user = event.getUserId();
    switch (event.getEventCase()) {
      case RELATIONSHIP_ADD -> relate(user, event.getRelationshipAdd());
      case RELATIONSHIP_UPDATE -> relate(user, event.getRelationshipUpdate());
      case RELATIONSHIP_REMOVE -> blocks.remove(user, event.getRelationshipRemove().getId());
      case USER_ERASE -> blocks.erase(user);
      case USER_CREATE, USER_UPDATE, USER_SETTINGS_UPDATE, SESSION_REVOKE, EVENT_NOT_SET -> {
        // Of no relationship; a newer writer's event has no case here.
      }
    }
  }

  private void relate(long user, Relationship relationship) {
    if (relationship.getType().equals("block")) {
      blocks.add(user, relationship.getId());
    } else {
      blocks.remove(user, relationship.getId());
    }
  }
}
