package together.auth.token;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.math.BigInteger;
import java.util.Base64;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirements;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseHeader;

/** The public keys of access tokens, for every service and for anybody (RFC 7517). */
@Path("/.well-known/jwks.json")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "auth")
public class JwksResource {
  /** A JSON Web Key Set. */
  public record KeySet(List<Key> keys) {}

  /** One RSA key; {@code n} and {@code e} are base64url of the unsigned numbers. */
  public record Key(String kty, String use, String alg, String kid, String n, String e) {}

  private final SigningKeys keys;

  JwksResource(SigningKeys keys) {
    this.keys = keys;
  }

  @GET
  @Operation(summary = "The keys that access tokens are verified with")
  @SecurityRequirements
  @ResponseHeader(name = "Cache-Control", value = "public, max-age=60")
  public KeySet keys() {
    return new KeySet(keys.published().stream().map(JwksResource::view).toList());
  }

  private static Key view(SigningKey key) {
    var modulus = base64(key.publicKey().getModulus());
    var exponent = base64(key.publicKey().getPublicExponent());
    return new Key("RSA", "sig", "RS256", key.id(), modulus, exponent);
  }

  private static String base64(BigInteger number) {
    var bytes = number.toByteArray();
    int sign = bytes[0] == 0 && bytes.length > 1 ? 1 : 0;
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(java.util.Arrays.copyOfRange(bytes, sign, bytes.length));
  }
}
