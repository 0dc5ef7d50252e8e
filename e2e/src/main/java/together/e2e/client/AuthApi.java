package together.e2e.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** Accounts and sessions. */
public record AuthApi(ApiClient client) {

  public Login register(String username, String password) {
    return Login.of(client.post("/api/auth/register", credentials(username, password)));
  }

  public Login login(String username, String password) {
    return Login.of(client.post("/api/auth/login", credentials(username, password)));
  }

  public Login refresh(String refreshToken) {
    return Login.of(
        client.post("/api/auth/refresh", Json.object().put("refresh_token", refreshToken)));
  }

  public void logout() {
    client.post("/api/auth/logout", null);
  }

  public void logoutEverywhere() {
    client.post("/api/auth/logout-all", null);
  }

  public JsonNode me() {
    return client.get("/api/users/@me");
  }

  /**
   * Accounts and access tokens in bulk, for the operator only; existing accounts get a new token.
   *
   * @param usernames at most 1000
   * @return {@code {user, access_token}} for each
   */
  public List<JsonNode> accounts(List<String> usernames) {
    var body = Json.object();
    body.set("usernames", Json.of(usernames));
    return Json.list(client.post("/api/operator/accounts", body));
  }

  private static JsonNode credentials(String username, String password) {
    return Json.object().put("username", username).put("password", password);
  }
}
