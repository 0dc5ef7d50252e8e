package together.bench.seed;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import together.e2e.client.ApiClient;
import together.e2e.client.ApiException;

/**
 * The accounts of all names, made or found in bulk by the operator's route, and their access
 * tokens: a token that has run out is replaced, with those of its whole batch.
 */
public final class Accounts {
  private static final int BATCH = 1000;

  private final ApiClient operator;
  private final ApiClient anyone;
  private final Map<String, List<String>> batchOf = new HashMap<>();
  private final Map<String, Account> byName = new ConcurrentHashMap<>();
  private final ReentrantLock lock = new ReentrantLock();

  /**
   * @param id of the user
   */
  public record Account(String id, String token) {}

  public Accounts(ApiClient anyone, String operatorToken) {
    this.anyone = anyone;
    this.operator = anyone.operator(operatorToken);
  }

  /** Makes what is missing. */
  public void make(List<String> usernames, Progress progress) {
    for (var start = 0; start < usernames.size(); start += BATCH) {
      var batch =
          new ArrayList<>(usernames.subList(start, Math.min(start + BATCH, usernames.size())));
      batch.forEach(name -> batchOf.put(name, batch));
      issue(batch);
      progress.add(batch.size());
    }
  }

  private void issue(List<String> batch) {
    var answers = operator.auth().accounts(batch);
    if (answers.size() != batch.size()) {
      throw new IllegalStateException(
          "asked for %d accounts, got %d".formatted(batch.size(), answers.size()));
    }
    for (var index = 0; index < batch.size(); index++) {
      var answer = answers.get(index);
      byName.put(
          batch.get(index),
          new Account(
              answer.required("user").required("id").asText(),
              answer.required("access_token").asText()));
    }
  }

  public Account of(String username) {
    var account = byName.get(username);
    if (account == null) {
      throw new IllegalArgumentException("no account was made for " + username);
    }
    return account;
  }

  /** Calls as a user; when the token has run out, once more with a new one. */
  public <T> T as(String username, Function<ApiClient, T> call) {
    var token = of(username).token();
    try {
      return call.apply(anyone.bearer(token));
    } catch (ApiException e) {
      if (e.status() != 401) {
        throw e;
      }
      return call.apply(anyone.bearer(renewed(username, token)));
    }
  }

  private String renewed(String username, String stale) {
    lock.lock();
    try {
      if (of(username).token().equals(stale)) {
        issue(batchOf.getOrDefault(username, List.of(username)));
      }
      return of(username).token();
    } finally {
      lock.unlock();
    }
  }
}
