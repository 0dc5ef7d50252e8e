package together.e2e;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import together.e2e.client.ApiClient;
import together.e2e.client.Connection;
import together.e2e.client.GatewaySocket;
import together.e2e.client.Inbox;
import together.e2e.client.Json;
import together.e2e.client.Login;
import together.e2e.client.SocketOptions;

/** A user. */
record Person(Connection connection, String id, String name, String token) {
  private static final AtomicInteger NUMBER = new AtomicInteger();
  static final String PASSWORD = "correct horse battery staple";

  /**
   * A new user by the public route, with a password.
   *
   * @param name begin of the username
   */
  static Person register(String name) {
    var connection = SharedPlatform.get().connection();
    return of(connection, new ApiClient(connection).auth().register(unique(name), PASSWORD));
  }

  /**
   * A new user by the operator's route: without a password, and without the limit that
   * registrations of one address have.
   */
  static Person make(String name) {
    return make(SharedPlatform.get(), name);
  }

  /** As {@link #make(String)}, of that platform. */
  static Person make(SharedPlatform shared, String name) {
    return issued(shared, unique(name));
  }

  /** The same user with a new access token; of those the operator's route has made. */
  Person renewed(SharedPlatform shared) {
    return issued(shared, name);
  }

  private static Person issued(SharedPlatform shared, String username) {
    var operator =
        new ApiClient(shared.connection())
            .operator(shared.platform().installation().operatorToken());
    var account = operator.auth().accounts(List.of(username)).getFirst();
    return new Person(
        shared.connection(),
        account.required("user").required("id").asText(),
        account.required("user").required("username").asText(),
        account.required("access_token").asText());
  }

  private static String unique(String name) {
    return name + "." + NUMBER.incrementAndGet();
  }

  private static Person of(Connection connection, Login login) {
    return new Person(connection, login.userId(), login.username(), login.accessToken());
  }

  ApiClient api() {
    return new ApiClient(connection).bearer(token);
  }

  /** Another login of a registered user. */
  Login logIn() {
    return new ApiClient(connection).auth().login(name, PASSWORD);
  }

  /** The same user with another session. */
  Person loggedInAgain() {
    return of(connection, logIn());
  }

  /** Both ask, so both agree. */
  void befriend(Person other) {
    this.ask(other);
    other.ask(this);
  }

  private void ask(Person other) {
    var path = "/api/users/@me/relationships/" + other.id();
    var _ = api().call("PUT", path, Json.object().put("type", "friend"));
  }

  /** Connects and waits for READY. */
  Session connect(SocketOptions options) {
    return connect(options, this::token);
  }

  Session connect(SocketOptions options, Supplier<String> token) {
    var inbox = new Inbox();
    var socket = GatewaySocket.open(connection, token, options, inbox);
    var ready = inbox.awaitEvent("READY", d -> true, Limits.ANSWER);
    return new Session(socket, inbox, ready);
  }
}
