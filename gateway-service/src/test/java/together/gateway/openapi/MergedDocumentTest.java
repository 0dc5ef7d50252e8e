package together.gateway.openapi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import together.gateway.edge.RouteTable;
import together.gateway.edge.Upstream;

class MergedDocumentTest {
  private static final RouteTable ROUTES =
      RouteTable.parse(
          """
          GET       /api/users/{id}     auth   token
          GET,POST  /api/servers/{id}   guild  token
          GET       /api/invites/{code} guild  open
          """);

  private final MergedDocument merged =
      new MergedDocument(ROUTES, URI.create("https://chat.example"));

  @Test
  void hasOnlyWhatIsPublicAndFromTheServiceThatAnswersIt() {
    var auth =
        document(
            Upstream.AUTH,
            """
            {"paths": {"/api/users/{user_id}": {"get": {}, "put": {}}, "/internal": {"get": {}},
                       "/api/servers/{id}": {"get": {"operationId": "wrong"}}}}
            """);
    var guild =
        document(Upstream.GUILD, "{\"paths\": {\"/api/servers/{id}\": {\"get\": {}, \"x-y\": 1}}}");
    var all = merged.of(List.of(auth, guild), List.of());
    assertEquals(2, all.path("paths").size());
    assertTrue(all.at("/paths/~1api~1users~1{user_id}").has("get"));
    assertFalse(all.at("/paths/~1api~1users~1{user_id}").has("put"));
    assertFalse(all.at("/paths/~1api~1servers~1{id}/get").has("operationId"));
  }

  @Test
  void saysWhatTheEdgeAsksFor() {
    var guild =
        document(
            Upstream.GUILD,
            """
            {"paths": {"/api/servers/{id}": {"get": {"security": [{"other": []}]}},
                       "/api/invites/{code}": {"get": {}}}}
            """);
    var all = merged.of(List.of(guild), List.of(Upstream.VOICE));
    assertTrue(all.at("/paths/~1api~1servers~1{id}/get/security/0").has("bearer"));
    assertTrue(all.at("/paths/~1api~1invites~1{code}/get/security").isEmpty());
    assertEquals("https://chat.example", all.at("/servers/0/url").asText());
    assertEquals(1, all.path("servers").size());
    assertEquals("voice", all.at("/x-unavailable/0").asText());
    assertTrue(all.at("/components/securitySchemes").has("bearer"));
  }

  @Test
  void keepsANameThatMeansTheSameToAll() {
    var problem = "\"Problem\": {\"type\": \"object\"}";
    var all =
        merged.of(
            List.of(
                document(Upstream.AUTH, "{\"components\": {\"schemas\": {" + problem + "}}}"),
                document(Upstream.GUILD, "{\"components\": {\"schemas\": {" + problem + "}}}")),
            List.of());
    assertEquals(1, all.at("/components/schemas").size());
    assertTrue(all.at("/components/schemas").has("Problem"));
  }

  @Test
  void tellsApartWhatOnlySharesAName() {
    var auth =
        """
        {"paths": {"/api/users/{id}": {"get": {"x": {"$ref": "#/components/schemas/Page"}}}},
         "components": {"schemas": {
          "User": {"title": "a"},
          "Page": {"items": {"$ref": "#/components/schemas/User"}},
          "Only": {"items": {"$ref": "#/components/schemas/Page"}}}}}
        """;
    var guild =
        """
        {"components": {"schemas": {
          "User": {"title": "b"},
          "Page": {"items": {"$ref": "#/components/schemas/User"}}}}}
        """;
    var all =
        merged.of(
            List.of(document(Upstream.AUTH, auth), document(Upstream.GUILD, guild)), List.of());
    var schemas = all.at("/components/schemas");
    assertEquals("a", schemas.at("/auth.User/title").asText());
    assertEquals("b", schemas.at("/guild.User/title").asText());
    assertEquals("#/components/schemas/guild.User", schemas.at("/guild.Page/items/$ref").asText());
    assertEquals("#/components/schemas/auth.Page", schemas.at("/Only/items/$ref").asText());
    assertEquals(
        "#/components/schemas/auth.Page", all.at("/paths/~1api~1users~1{id}/get/x/$ref").asText());
    assertEquals(5, schemas.size());
  }

  @Test
  void givesOperationsIdsOfTheirOwn() {
    var auth =
        document(
            Upstream.AUTH,
            "{\"paths\": {\"/api/users/{id}\": {\"get\": {\"operationId\": \"get\"}}}}");
    var guild =
        document(
            Upstream.GUILD,
            "{\"paths\": {\"/api/servers/{id}\": {\"get\": {\"operationId\": \"get\"}}}}");
    var all = merged.of(List.of(auth, guild), List.of());
    assertEquals("get", all.at("/paths/~1api~1users~1{id}/get/operationId").asText());
    assertEquals("guild.get", all.at("/paths/~1api~1servers~1{id}/get/operationId").asText());
  }

  private static ServiceDocument document(Upstream service, String json) {
    try {
      return new ServiceDocument(service, new ObjectMapper().readValue(json, ObjectNode.class));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
