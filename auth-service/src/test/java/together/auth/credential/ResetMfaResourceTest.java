package together.auth.credential;

import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import together.auth.testing.AuthPlatform;
import together.auth.testing.Authenticator;
import together.auth.testing.Login;
import together.auth.testing.MailBox;

@QuarkusTest
@WithTestResource(AuthPlatform.class)
class ResetMfaResourceTest {
  private static final String NEW = "quite another horse";

  private static Response confirm(String token, @Nullable String code) {
    var body = new HashMap<>(Map.of("token", token, "password", NEW));
    if (code != null) {
      body.put("code", code);
    }
    return Login.post("/api/auth/password/reset/confirm", body);
  }

  @Test
  void aMailedLinkDoesNotBypassTheSecondFactor() {
    var alice = Login.withMail();
    var proof = Map.of("password", Login.PASSWORD);
    String secret = alice.send("POST", "/api/auth/mfa/totp", proof).then().extract().path("secret");
    var app = new Authenticator(secret);
    alice
        .send("POST", "/api/auth/mfa/totp/confirm", Map.of("code", app.code(-1)))
        .then()
        .statusCode(200);
    var address = Login.address(alice.username());
    // The first confirmed the address, the second told of the new factor.
    MailBox.of(address, 2);
    Login.post("/api/auth/password/reset", Map.of("email", address)).then().statusCode(202);
    var token = MailBox.token(MailBox.of(address, 3).getLast());
    confirm(token, null).then().statusCode(403).body("code", equalTo("MFA_REQUIRED"));
    confirm(token, "000000").then().statusCode(403).body("code", equalTo("INVALID_MFA_CODE"));
    confirm(token, app.code(0)).then().statusCode(200);
    var body = Map.of("username", alice.username(), "password", NEW);
    Login.post("/api/auth/login", body).then().statusCode(200).body("mfa_required", equalTo(true));
  }
}
