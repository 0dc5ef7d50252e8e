package together.e2e.chaos.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import together.e2e.client.ApiClient;
import together.e2e.client.ApiException;
import together.e2e.client.Connection;
import together.e2e.client.Patience;
import together.e2e.client.UnreachableException;

/** The access tokens of all clients, made and renewed by the operator's route. */
final class Tokens {
  /** A user of the platform. */
  record User(String name, String id) {}

  private static final int BATCH = 100;

  private final ApiClient operator;
  private final Map<String, String> byName = new ConcurrentHashMap<>();

  Tokens(Connection connection, String operatorToken) {
    operator =
        new ApiClient(connection).operator(operatorToken).with(new Patience(Duration.ofMinutes(1)));
  }

  /** Makes the accounts, or takes them as they are. */
  List<User> make(List<String> names) {
    var users = new ArrayList<User>();
    for (var from = 0; from < names.size(); from += BATCH) {
      var batch = names.subList(from, Math.min(names.size(), from + BATCH));
      for (var account : operator.auth().accounts(batch)) {
        var user = account.required("user");
        var name = user.required("username").asText();
        byName.put(name, account.required("access_token").asText());
        users.add(new User(name, user.required("id").asText()));
      }
    }
    return List.copyOf(users);
  }

  /** Before the old ones expire; false: tried in vain, to be tried again soon. */
  boolean renew() {
    try {
      return !make(List.copyOf(byName.keySet())).isEmpty();
    } catch (ApiException | UnreachableException e) {
      // A service is down: the old ones serve for some minutes more.
      return false;
    }
  }

  String of(String name) {
    return Objects.requireNonNull(byName.get(name), name);
  }
}
