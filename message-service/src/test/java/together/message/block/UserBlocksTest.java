package together.message.block;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import together.message.readstate.ReadStateService;
import together.message.testing.Channels;
import together.message.testing.Elsewhere;
import together.message.testing.MessagePlatform;
import together.proto.Relationship;
import together.proto.RelationshipRemove;
import together.proto.UserErase;
import together.proto.UserEvent;

@QuarkusTest
@WithTestResource(MessagePlatform.class)
class UserBlocksTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Inject Channels channels;
  @Inject ReadStateService states;
  @Inject Elsewhere elsewhere;
  @Inject Clock clock;
  private long channel;
  private long reader;
  private long pest;
  private long friend;

  @BeforeEach
  void everybodyPingsTheReader() {
    channel = channels.newId();
    reader = channels.member(channel);
    pest = channels.member(channel);
    friend = channels.member(channel);
    channels.post(pest, channel, "<@" + reader + "> look", null).then().statusCode(201);
    channels.post(friend, channel, "<@" + reader + "> hello", null).then().statusCode(201);
    assertEquals(2, mentions());
  }

  private int mentions() {
    return states.states(reader, List.of(channel), List.of()).getFirst().getMentionCount();
  }

  private void tell(long user, UserEvent.Builder event) {
    elsewhere.tell(event.setUserId(user).setSeq(2).build(), clock.instant());
  }

  private static Relationship.Builder to(long other, String type) {
    return Relationship.newBuilder().setId(other).setType(type);
  }

  private void awaitMentions(int count) {
    Awaitility.await().atMost(PATIENCE).until(() -> mentions() == count);
  }

  @Test
  void whomOneHasBlockedPingsNoMoreUntilTheBlockIsGone() {
    tell(reader, UserEvent.newBuilder().setRelationshipAdd(to(pest, "block")));
    awaitMentions(1);
    tell(
        reader,
        UserEvent.newBuilder().setRelationshipRemove(RelationshipRemove.newBuilder().setId(pest)));
    awaitMentions(2);
  }

  @Test
  void aFriendWhoIsBlockedPingsNoMoreAndTheOthersBlockIsNotOnes() {
    tell(friend, UserEvent.newBuilder().setRelationshipAdd(to(reader, "block")));
    tell(reader, UserEvent.newBuilder().setRelationshipAdd(to(friend, "friend")));
    tell(reader, UserEvent.newBuilder().setRelationshipUpdate(to(pest, "block")));
    awaitMentions(1);
    tell(reader, UserEvent.newBuilder().setRelationshipUpdate(to(pest, "friend")));
    awaitMentions(2);
  }

  @Test
  void nothingIsKeptOfAnAccountThatIsGone() {
    tell(reader, UserEvent.newBuilder().setRelationshipAdd(to(pest, "block")));
    awaitMentions(1);
    tell(pest, UserEvent.newBuilder().setUserErase(UserErase.getDefaultInstance()));
    awaitMentions(2);
  }
}
