package together.bench.load;

import com.google.common.util.concurrent.MoreExecutors;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import together.e2e.client.Json;

/**
 * {@code GuildAccess.Authorize} with one question a call, straight to guild-service: how long it
 * takes at a steady rate, and how many a core does.
 */
final class AuthorizePhase implements Phase {
  private static final int RATE = 3_000;
  private static final double AIM_MILLIS = 2;
  private static final int SERVERS = 20;
  private static final int MEMBERS = 100;

  /** Of callers that ask as soon as they are answered: a cold service would drown in a plan. */
  private static final Duration WARM_UP = Duration.ofSeconds(45);

  private static final int CALLERS = 16;
  private static final Duration CLOSED = Duration.ofSeconds(10);
  private static final int SECONDS = 20;
  private static final int HIGHER = 2;
  private static final String DENIES_ATTACHING = "32768";

  /** A question that is answered with yes. */
  private record Question(long user, long channel) {}

  /** How a rate was answered. */
  private record Answers(int rate, Histogram micros, int failed, CpuUse cpu) {
    double millis(double percentile) {
      return micros.getValueAtPercentile(percentile) / 1000.0;
    }

    double perCore() {
      var used = cpu.byProcess();
      return micros.getTotalCount()
          / (used.getOrDefault("guild", 0.0) + used.getOrDefault("postgresql", 0.0));
    }

    String row() {
      return String.format(
          Locale.ROOT,
          "| %,d | %.2f | %.2f | %.2f | %.1f | %d | %,.0f | %s |",
          rate,
          millis(50),
          millis(99),
          millis(99.9),
          micros.getMaxValue() / 1000.0,
          failed,
          perCore(),
          cpu);
    }
  }

  @Override
  public void run(Target target, PrintStream out) {
    var questions = questions(target);
    try (var calls = new GuildCalls(target.installation())) {
      var most = ClosedLoop.run(callers(calls, questions), CALLERS, WARM_UP, CLOSED);
      var half = ask(target, calls, questions, RATE / HIGHER, SECONDS);
      var measured = ask(target, calls, questions, RATE, SECONDS);
      out.printf(
          "%n## Authorize: one question a call, open loop, %d s; %d servers of %d members%n%n",
          SECONDS, SERVERS, MEMBERS);
      out.println(
          "| calls/s | p50 ms | p99 ms | p99.9 ms | max ms | failed | calls a second per core of guild-service and PostgreSQL | cores used |");
      out.println("|---|---|---|---|---|---|---|---|");
      out.println(half.row());
      out.println(measured.row());
      out.printf(
          Locale.ROOT,
          "%n%d callers, each asking as soon as it is answered: %,.0f a second.%n",
          CALLERS,
          most);
      target
          .summary()
          .add(
              "Authorize, %,d a second, p99".formatted(RATE),
              String.format(Locale.ROOT, "%.2f ms", measured.millis(99)),
              String.format(Locale.ROOT, "≤ %.0f ms", AIM_MILLIS),
              "",
              "");
    }
  }

  private static ClosedLoop.Writers callers(GuildCalls calls, List<Question> questions) {
    return number -> {
      var random = RandomGenerator.of("L64X128MixRandom");
      return () -> {
        var question = questions.get(random.nextInt(questions.size()));
        var _ = calls.mayPost(question.user(), question.channel()).get();
      };
    };
  }

  /** Of every member about two channels of its server, one of which has overrides. */
  private static List<Question> questions(Target target) {
    var questions = new ArrayList<Question>();
    for (int server = 0; server < SERVERS; server++) {
      var crowd = target.crowd(MEMBERS, "authorize-" + server);
      var open = crowd.channel("open");
      var ruled = crowd.channel("ruled");
      var deny = Json.object().put("type", 0).put("allow", "0").put("deny", DENIES_ATTACHING);
      var _ =
          crowd
              .authors(target.http(), 1)
              .getFirst()
              .raw("PUT", "/api/channels/" + ruled + "/permissions/" + crowd.serverId(), deny);
      for (var member : crowd.members()) {
        long user = Long.parseLong(crowd.accounts().of(member).id());
        questions.add(new Question(user, Long.parseLong(open)));
        questions.add(new Question(user, Long.parseLong(ruled)));
      }
    }
    return questions;
  }

  private static Answers ask(
      Target target, GuildCalls calls, List<Question> questions, int rate, int seconds) {
    var micros = new ConcurrentHistogram(3);
    var failed = new AtomicInteger();
    var answered = new AtomicInteger();
    var random = RandomGenerator.of("L64X128MixRandom");
    var cpu = target.cpu();
    var begin = System.nanoTime();
    int count = rate * seconds;
    for (int number = 0; number < count; number++) {
      var planned = begin + (long) (number * (1e9 / rate));
      for (var left = planned - System.nanoTime(); left > 0; left = planned - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
      var question = questions.get(random.nextInt(questions.size()));
      var answer = calls.mayPost(question.user(), question.channel());
      answer.addListener(
          () -> {
            micros.recordValue(TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - planned));
            try {
              if (!answer.get().getAuthorizations(0).getAllowed()) {
                failed.incrementAndGet();
              }
            } catch (java.util.concurrent.ExecutionException | InterruptedException e) {
              failed.incrementAndGet();
            }
            answered.incrementAndGet();
          },
          MoreExecutors.directExecutor());
    }
    OpenLoop.await(() -> answered.get() == count);
    return new Answers(rate, micros, failed.get(), target.cpu().since(cpu));
  }
}
