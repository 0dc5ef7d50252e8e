package together.message.post;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import together.message.testing.Channels;
import together.message.testing.MessageLog;
import together.message.testing.MessagePlatform;
import together.proto.Message;
import together.proto.User;

@QuarkusTest
@WithTestResource(MessagePlatform.class)
class PostConcurrencyTest {
  @Inject Channels channels;
  @Inject BatchStore store;

  private static <T> List<T> atOnce(List<Callable<T>> calls) throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var results = new ArrayList<T>();
      for (Future<T> done : threads.invokeAll(calls)) {
        results.add(done.get());
      }
      return results;
    }
  }

  /** As a client does that is asked to try again: a busy machine may miss the deadline. */
  private Response insist(long author, long channel, String content, String nonce) {
    var answer = channels.post(author, channel, content, nonce);
    while (answer.statusCode() == 503) {
      answer = channels.post(author, channel, content, nonce);
    }
    return answer;
  }

  @Test
  void aHundredRetriesOfOneNoncePostOnce() throws Exception {
    long channel = channels.newId();
    long author = channels.member(channel);
    Callable<Response> post = () -> insist(author, channel, "once", "the nonce");
    var answers = atOnce(IntStream.range(0, 100).mapToObj(i -> post).toList());

    assertTrue(answers.stream().allMatch(answer -> answer.statusCode() < 300));
    assertTrue(answers.stream().filter(answer -> answer.statusCode() == 201).count() <= 1);
    assertEquals(1, new HashSet<>(answers.stream().map(Response::asString).toList()).size());
    channels.post(author, channel, "end", null);
    assertEquals(2, MessageLog.of(channel, 2).size());
  }

  @Test
  void sequencesHaveNoGapsAndTheLogHasTheOrderOfIds() throws Exception {
    var places = LongStream.range(0, 5).map(i -> channels.newId()).boxed().toList();
    var calls = new ArrayList<Callable<Response>>();
    for (long channel : places) {
      long author = channels.member(channel);
      IntStream.range(0, 40)
          .forEach(i -> calls.add(() -> insist(author, channel, "m" + i, "n" + i)));
    }
    for (var answer : atOnce(calls)) {
      assertTrue(answer.statusCode() < 300);
    }
    for (long channel : places) {
      assertInOrder(channel, 40);
    }
  }

  /** Two processes do the same: only the head's lock is between them. */
  @Test
  void writersThatKnowNothingOfEachOtherKeepOneOrder() throws Exception {
    long channel = channels.newId();
    var calls = new ArrayList<Callable<List<Outcome>>>();
    for (int writer = 0; writer < 8; writer++) {
      var drafts = IntStream.range(0, 10).mapToObj(i -> draft(channel, "nonce " + i)).toList();
      calls.add(() -> store.append(drafts));
    }
    var outcomes = atOnce(calls).stream().flatMap(List::stream).toList();
    assertEquals(10, outcomes.stream().filter(Outcome.Created.class::isInstance).count());
    assertEquals(
        10,
        outcomes.stream()
            .map(outcome ->
                switch (outcome) {
                  case Outcome.Created(var message) -> message.getId();
                  case Outcome.Repeated(var id) -> id;
                  case Outcome.TooSoon(var millis) -> throw new AssertionError(millis);
                  case Outcome.WithoutFiles() -> throw new AssertionError("it named none");
                })
            .distinct()
            .count());
    assertInOrder(channel, 10);
  }

  /** Batches share channels in every order: nobody waits in a circle, nobody loses a number. */
  @Test
  void batchesOverManyChannelsKeepEachChannelsOrder() throws Exception {
    var places = LongStream.range(0, 4).map(i -> channels.newId()).boxed().toList();
    var calls = new ArrayList<Callable<List<Outcome>>>();
    for (int writer = 0; writer < 8; writer++) {
      var drafts = new ArrayList<Draft>();
      for (int i = 0; i < 20; i++) {
        drafts.add(draft(places.get((i + writer) % 4), writer + " says " + i));
      }
      if (writer % 2 == 1) {
        Collections.reverse(drafts);
      }
      calls.add(() -> store.append(drafts));
    }
    var outcomes = atOnce(calls).stream().flatMap(List::stream).toList();
    assertEquals(160, outcomes.stream().filter(Outcome.Created.class::isInstance).count());
    for (long channel : places) {
      assertInOrder(channel, 40);
    }
  }

  private static Draft draft(long channel, String nonce) {
    var message =
        Message.newBuilder()
            .setChannelId(channel)
            .setAuthor(User.newBuilder().setId(5).setUsername("five"))
            .setContent("x")
            .setNonce(nonce);
    return new Draft(message.build(), channel + 1, 1, 0, null);
  }

  private static void assertInOrder(long channel, int count) throws Exception {
    var entries = MessageLog.of(channel, count);
    assertEquals(
        LongStream.rangeClosed(1, count).boxed().toList(),
        entries.stream().map(entry -> entry.event().getSeq()).toList());
    var ids = entries.stream().map(entry -> entry.event().getMessageCreate().getId()).toList();
    assertEquals(ids.stream().sorted().toList(), ids);
    assertEquals(1, entries.stream().map(entry -> entry.record().partition()).distinct().count());
    assertTrue(new HashSet<>(ids).size() == count, "ids are distinct");
  }
}
