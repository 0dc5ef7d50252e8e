package together.e2e.client;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What register, login and refresh answer.
 *
 * @param expiresIn seconds
 */
public record Login(
    String accessToken, String refreshToken, int expiresIn, String userId, String username) {

  static Login of(JsonNode answer) {
    return new Login(
        answer.required("access_token").asText(),
        answer.required("refresh_token").asText(),
        answer.required("expires_in").asInt(),
        answer.required("user").required("id").asText(),
        answer.required("user").required("username").asText());
  }
}
