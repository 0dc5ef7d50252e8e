package together.message.access;

import io.opentelemetry.context.Context;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jboss.logging.Logger;
import together.message.MessageProblem;
import together.message.lane.Lanes;
import together.message.lane.Waits;
import together.platform.kafka.Partitions;
import together.proto.Authorization;
import together.proto.AuthorizeQuery;

/**
 * Asks guild-service, many questions at once: those that come while a call is under way, or soon
 * after one, go together in the next. Nothing is remembered between calls, so an answer is never
 * older than its question.
 */
@ApplicationScoped
public class GuildChannelAccess implements ChannelAccess {
  private static final Logger log = Logger.getLogger(GuildChannelAccess.class);

  /** Calls under way at once. One would let a lost call hold up everyone for its deadline. */
  private static final int CALLS = 4;

  private static final int MOST_QUERIES = 500;
  private static final int MOST_WAITING = 5_000;
  private static final Duration WAIT = Duration.ofMillis(2_500);

  /** At load, the longest that questions wait to be asked together. */
  private static final Duration MOST_PAUSE = Duration.ofMillis(4);

  private record Question(
      AuthorizeQuery query, CompletableFuture<Authorization> answer, Context trace) {}

  private final AccessSource source;
  private final Lanes<Integer, Question> lanes =
      new Lanes<>("authorise", CALLS, MOST_WAITING, MOST_QUERIES, MOST_PAUSE, this::call);

  GuildChannelAccess(AccessSource source) {
    this.source = source;
  }

  @Override
  public ChannelGrant ask(long userId, long channelId, long needed) {
    var query =
        AuthorizeQuery.newBuilder()
            .setUserId(userId)
            .setChannelId(channelId)
            .setNeeded(needed)
            .build();
    var question = new Question(query, new CompletableFuture<>(), Context.current());
    if (!lanes.offer(lane(channelId), question)) {
      throw MessageProblem.CHANNEL_BUSY.problem();
    }
    var answer = Waits.await(question.answer(), WAIT.toNanos(), MessageProblem::unavailable);
    return new ChannelGrant(
        answer.getPermissions(),
        answer.getRevision(),
        answer.getGuildId(),
        answer.getType(),
        answer.getRateLimitPerUser());
  }

  /** How many questions about channels of this one's lane wait for the next call. */
  int waiting(long channelId) {
    return lanes.waiting(lane(channelId));
  }

  private static int lane(long channelId) {
    return Partitions.of(channelId, CALLS);
  }

  private void call(int lane, List<Question> questions) {
    // A span has one parent: the call shows up in the trace of the question that waited longest.
    try (var _ = questions.getFirst().trace().makeCurrent()) {
      var answers = source.authorize(questions.stream().map(Question::query).toList());
      if (answers.size() != questions.size()) {
        throw new IllegalStateException(
            questions.size() + " questions got " + answers.size() + " answers");
      }
      for (int i = 0; i < questions.size(); i++) {
        questions.get(i).answer().complete(answers.get(i));
      }
    } catch (RuntimeException e) {
      log.warnf("%d authorisations got no answer: %s", questions.size(), e.getMessage());
      var problem = MessageProblem.unavailable();
      questions.forEach(question -> question.answer().completeExceptionally(problem));
    }
  }
}
