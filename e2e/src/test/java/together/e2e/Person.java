package together.e2e;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import together.e2e.client.ApiClient;
import together.e2e.client.Connection;
import together.e2e.client.GatewaySocket;
import together.e2e.client.Inbox;
import together.e2e.client.Login;
import together.e2e.client.SocketOptions;

/** A registered user with a password and one login. */
record Person(Connection connection, String password, Login login) {
  private static final AtomicInteger NUMBER = new AtomicInteger();

  /**
   * A new user.
   *
   * @param name begin of the username
   */
  static Person register(String name) {
    var connection = SharedPlatform.get().connection();
    var password = "correct horse battery " + name;
    var username = name + "." + NUMBER.incrementAndGet();
    var login = new ApiClient(connection).auth().register(username, password);
    return new Person(connection, password, login);
  }

  String id() {
    return login.userId();
  }

  String name() {
    return login.username();
  }

  String token() {
    return login.accessToken();
  }

  ApiClient api() {
    return new ApiClient(connection).bearer(token());
  }

  /** The same user after another login. */
  Person loggedInAgain() {
    return new Person(
        connection, password, new ApiClient(connection).auth().login(name(), password));
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
