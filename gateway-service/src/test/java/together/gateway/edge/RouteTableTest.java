package together.gateway.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouteTableTest {
  private static final RouteTable TABLE = RouteTable.ofFile();

  @ParameterizedTest
  @CsvSource({
    "POST,   /api/auth/register,                     AUTH,    OPEN",
    "POST,   /api/auth/login/mfa,                    AUTH,    OPEN",
    "POST,   /api/auth/logout,                       AUTH,    TOKEN",
    "DELETE, /api/auth/sessions/1,                   AUTH,    TOKEN",
    "GET,    /.well-known/jwks.json,                 AUTH,    OPEN",
    "GET,    /api/users/@me,                         AUTH,    TOKEN",
    "GET,    /api/users/1,                           AUTH,    TOKEN",
    "PUT,    /api/users/@me/relationships/1,         AUTH,    TOKEN",
    "POST,   /api/operator/accounts,                 AUTH,    OPERATOR",
    "GET,    /api/users/@me/servers,                 GUILD,   TOKEN",
    "POST,   /api/users/@me/channels,                GUILD,   TOKEN",
    "POST,   /api/servers,                           GUILD,   TOKEN",
    "PATCH,  /api/servers/1,                         GUILD,   TOKEN",
    "GET,    /api/servers/1/members/search,          GUILD,   TOKEN",
    "DELETE, /api/servers/1/members/@me,             GUILD,   TOKEN",
    "PUT,    /api/servers/1/members/2/roles,         GUILD,   TOKEN",
    "GET,    /api/invites/abc,                       GUILD,   OPEN",
    "POST,   /api/invites/abc,                       GUILD,   TOKEN",
    "PATCH,  /api/roles/1,                           GUILD,   TOKEN",
    "GET,    /api/channels/1,                        GUILD,   TOKEN",
    "GET,    /api/channels/1/permissions/2,          GUILD,   TOKEN",
    "PUT,    /api/channels/1/permissions/2,          GUILD,   TOKEN",
    "POST,   /api/channels/1/messages,               MESSAGE, TOKEN",
    "HEAD,   /api/channels/1/messages,               MESSAGE, TOKEN",
    "PATCH,  /api/channels/1/messages/2,             MESSAGE, TOKEN",
    "GET,    /api/channels/1/messages/search,        MESSAGE, TOKEN",
    "POST,   /api/channels/1/messages/bulk-delete,   MESSAGE, TOKEN",
    "POST,   /api/channels/1/ack,                    MESSAGE, TOKEN",
    "PUT,    /api/channels/1/pins/2,                 MESSAGE, TOKEN",
    "POST,   /api/channels/1/typing,                 MESSAGE, TOKEN",
    "POST,   /api/channels/1/attachments,            MESSAGE, TOKEN",
    "GET,    /api/attachments/1/a.png,               MESSAGE, TOKEN",
    "DELETE, /api/messages/1/reactions/x/2,          MESSAGE, TOKEN",
    "GET,    /api/servers/1/messages/search,         MESSAGE, TOKEN",
    "GET,    /api/servers/1/voice-states,            VOICE,   TOKEN",
    "PATCH,  /api/servers/1/voice-states/2,          VOICE,   TOKEN",
    "GET,    /api/voice/ice-servers,                 VOICE,   TOKEN",
    "GET,    /gateway,                               GATEWAY, OPEN",
    "GET,    /q/health/ready,                        GATEWAY, OPEN",
  })
  void sendsEachPathToItsService(String method, String path, Upstream upstream, Access access) {
    var found = assertInstanceOf(RouteMatch.Found.class, match(TABLE, method, path));
    assertEquals(upstream, found.route().upstream());
    assertEquals(access, found.route().access());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/api",
        "/api/auth",
        "/api/auth/register/",
        "/api/auth/register/x",
        "/API/auth/login",
        "/api/channels/1/nothing",
        "/q/metrics",
        "/q/health",
        "/openapi",
        "/api/users/@me/nothing",
        "/api/servers//members"
      })
  void knowsNothingElse(String path) {
    assertInstanceOf(RouteMatch.Missing.class, match(TABLE, "GET", path));
  }

  @Test
  void namesTheMethodsOfAPathThatIsThere() {
    var wrong =
        assertInstanceOf(RouteMatch.WrongMethod.class, match(TABLE, "PUT", "/api/invites/abc"));
    assertEquals(List.of("DELETE", "GET", "HEAD", "POST"), wrong.allowed());
  }

  @Test
  void goesBackFromALiteralThatLeadsNowhere() {
    var table =
        RouteTable.parse("GET /a/{x}/b auth open\nGET /a/me/c guild open\nGET /a/me auth token");
    var found = assertInstanceOf(RouteMatch.Found.class, match(table, "GET", "/a/me/b"));
    assertEquals("/a/{x}/b", found.route().template());
  }

  @Test
  void readsOptions() {
    var route =
        RouteTable.parse("POST /x auth open body=50M limit=registrations parallel=8")
            .routes()
            .getFirst();
    assertEquals(50 << 20, route.bodyLimit());
    assertEquals("registrations", route.limit());
    assertEquals(8, route.parallel());
    assertEquals(1 << 20, RouteTable.parse("GET /x auth open").routes().getFirst().bodyLimit());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /x auth",
        "GET x auth open",
        "GET /x nobody open",
        "GET /x auth maybe",
        "GET /x auth open bodi=5M",
        "GET /x auth open body=0M",
        "GET /x auth open limit=5/d",
        "GET /x auth open limit=0/s",
        "GET /x auth open parallel=0",
        "GET /x/{a} auth open\nGET /x/{b} guild open"
      })
  void refusesATableWithAMistake(String text) {
    assertThrows(IllegalArgumentException.class, () -> RouteTable.parse(text));
  }

  private static RouteMatch match(RouteTable table, String method, String path) {
    return table.match(method, path.substring(1).split("/", -1));
  }

  @Test
  void limitsEveryOpenRouteOfAService() {
    var unlimited =
        TABLE.routes().stream()
            .filter(route -> route.upstream() != Upstream.GATEWAY)
            .filter(route -> route.access() != Access.TOKEN && !route.isLimited())
            .map(Route::template)
            .toList();
    assertEquals(List.of(), unlimited);
  }
}
