package together.e2e.chaos.load;

import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import together.e2e.chaos.check.Finding;
import together.e2e.chaos.check.Findings;
import together.e2e.chaos.check.Journal;
import together.e2e.client.ApiClient;
import together.e2e.client.ApiException;
import together.e2e.client.ChannelApi;
import together.e2e.client.GatewaySocket;
import together.e2e.client.UnreachableException;

/**
 * Posts a message until it is acknowledged or refused for good, each try with the same nonce, and
 * enters it in the journal.
 */
final class Mailer {
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);
  private static final Duration SOCKET_ANSWER = Duration.ofSeconds(15);

  private final Journal journal;
  private final Findings findings;
  private final Answers answers;
  private final Tally tally;
  private final Shift shift;

  Mailer(Journal journal, Findings findings, Answers answers, Tally tally, Shift shift) {
    this.journal = journal;
    this.findings = findings;
    this.answers = answers;
    this.tally = tally;
    this.shift = shift;
  }

  /** One try. */
  private interface Try {
    /** Id of the stored message. */
    long post();
  }

  /** Returns the id; 0: refused, or not acknowledged before the end. */
  long byRest(ApiClient api, String channel, String nonce) {
    var body = ChannelApi.message("chaos " + nonce, nonce, null);
    var path = api.channel(channel).messages();
    return deliver(
        nonce,
        channel,
        () -> {
          var began = System.nanoTime();
          var answer = answers.timed("POST", path, () -> api.raw("POST", path, body), began);
          if (!answer.ok()) {
            throw answer.problem();
          }
          return answer.json().required("id").asLong();
        });
  }

  long bySocket(GatewaySocket socket, String channel, String nonce) {
    return deliver(
        nonce,
        channel,
        () -> {
          try {
            return socket
                .post(channel, "chaos " + nonce, nonce, null)
                .orTimeout(SOCKET_ANSWER.toMillis(), TimeUnit.MILLISECONDS)
                .join()
                .required("id")
                .asLong();
          } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
              throw cause;
            }
            throw new UnreachableException("no answer", e);
          }
        });
  }

  private long deliver(String nonce, String channel, Try attempt) {
    journal.begins(nonce, channel, System.nanoTime());
    tally.count("messages sent");
    var pause = Duration.ofMillis(100);
    while (!shift.late()) {
      try {
        var id = attempt.post();
        journal.acknowledged(nonce, id, System.nanoTime());
        return id;
      } catch (ApiException e) {
        if (refused(e, nonce)) {
          return 0;
        }
        tally.count("tries answered " + e.status());
      } catch (UnreachableException e) {
        tally.count("tries without an answer");
      }
      LockSupport.parkNanos(pause.toNanos());
      pause = shorter(pause.multipliedBy(2), LONGEST_PAUSE);
    }
    return 0;
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  /** Whether another try is no use. */
  private boolean refused(ApiException problem, String nonce) {
    if (problem.passing() || problem.status() == 401) {
      return false;
    }
    if (problem.status() == 403 || problem.status() == 404) {
      // Its sight of the channel was taken meanwhile.
      tally.count("messages refused");
      return true;
    }
    findings.add(Finding.Kind.MISANSWERED, nonce + ": " + problem.getMessage());
    return true;
  }
}
