package together.message.author;

import io.opentelemetry.context.Context;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import together.message.MessageProblem;
import together.message.lane.Lanes;
import together.message.lane.Waits;
import together.proto.User;

/**
 * Asks for profiles, many questions at once: those that come while a call is under way go together
 * in the next. A hundred people who begin to write at once are two calls, not a hundred.
 */
final class UserQuestions {
  /** Calls under way at once. One would let a lost call hold up everyone for its deadline. */
  private static final int CALLS = 2;

  private static final int MOST_IN_CALL = 1_000;
  private static final int MOST_QUESTIONS = 500;
  private static final int MOST_WAITING = 5_000;
  private static final Duration WAIT = Duration.ofMillis(2_500);

  private record Question(
      List<Long> ids, CompletableFuture<Map<Long, User>> answer, Context trace) {}

  private final UserSource source;
  private final Lanes<Integer, Question> lanes =
      new Lanes<>("authors", CALLS, MOST_WAITING, MOST_QUESTIONS, Duration.ZERO, this::call);

  UserQuestions(UserSource source) {
    this.source = source;
  }

  /** Those of the users that there are; 503 when there is no answer. */
  List<User> ask(List<Long> ids) {
    if (ids.isEmpty()) {
      return List.of();
    }
    var question = new Question(ids, new CompletableFuture<>(), Context.current());
    if (!lanes.offer(Math.floorMod(ids.getFirst().hashCode(), CALLS), question)) {
      throw MessageProblem.unavailable();
    }
    var answer = Waits.await(question.answer(), WAIT.toNanos(), MessageProblem::unavailable);
    return ids.stream().map(answer::get).filter(Objects::nonNull).toList();
  }

  private void call(int lane, List<Question> questions) {
    // A span has one parent: the call shows up in the trace of the question that waited longest.
    try (var _ = questions.getFirst().trace().makeCurrent()) {
      var ids = new LinkedHashSet<Long>();
      questions.forEach(question -> ids.addAll(question.ids()));
      var users = get(List.copyOf(ids));
      questions.forEach(question -> question.answer().complete(users));
    } catch (RuntimeException e) {
      questions.forEach(question -> question.answer().completeExceptionally(e));
    }
  }

  private Map<Long, User> get(List<Long> ids) {
    var found = new ArrayList<User>();
    for (int from = 0; from < ids.size(); from += MOST_IN_CALL) {
      found.addAll(source.get(ids.subList(from, Math.min(ids.size(), from + MOST_IN_CALL))));
    }
    var users = new HashMap<Long, User>();
    found.forEach(user -> users.put(user.getId(), user));
    return users;
  }
}
