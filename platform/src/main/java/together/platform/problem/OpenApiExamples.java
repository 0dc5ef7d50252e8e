package together.platform.problem;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The examples of the services' OpenAPI documents: a property of the same name means the same
 * everywhere, so its example is said once, here. What a property says itself goes before.
 */
final class OpenApiExamples {
  private static final Pattern CODE =
      Pattern.compile("\\b(?:[A-Z]+(?:_[A-Z0-9]+)+|UNAUTHORIZED|BANNED|OUTRANKED)\\b");
  private static final String ID = "1573614343457865728";
  private static final String PICTURE = "0f9c2d4b7a61e85339d0c4f2b8a7e615";
  private static final String TOKEN = "mJ0xT2bq4k1hYd8s6VwRz3uNcQeLaPfG";

  /** By the name, or by the schema's and the name where the name means several things. */
  private static final Map<String, Object> BY_NAME =
      Map.ofEntries(
          Map.entry("access_token", "eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxIn0.c2ln"),
          Map.entry("action_type", 20),
          Map.entry("alg", "RS256"),
          Map.entry("attachment_ids", List.of(ID)),
          Map.entry("avatar", PICTURE),
          Map.entry("code", "x7Kp2mQa"),
          Map.entry("color", 3447003),
          Map.entry("content", "good morning, <@" + ID + ">"),
          Map.entry("content_type", "image/png"),
          Map.entry("count", 3),
          Map.entry("delete_message_seconds", 3600),
          Map.entry("description", "where we talk about birds"),
          Map.entry("detail", "must have 3 to 32 characters"),
          Map.entry("device", "Firefox on Linux"),
          Map.entry("device_token", TOKEN),
          Map.entry("e", "AQAB"),
          Map.entry("email", "alice@example.org"),
          Map.entry("emoji", "👍"),
          Map.entry("end", 24),
          Map.entry("expires_in", 900),
          Map.entry("field", "username"),
          Map.entry("filename", "kingfisher.png"),
          Map.entry("global_name", "Alice"),
          Map.entry("height", 768),
          Map.entry("icon", PICTURE),
          Map.entry("image", PICTURE),
          Map.entry("key", "topic"),
          Map.entry("kid", "8d5f4c1e-6d0b-4a52-9d1a-0f6f7c2b9e11"),
          Map.entry("kty", "RSA"),
          Map.entry("level", "mentions"),
          Map.entry("max_age", 86400),
          Map.entry("max_uses", 10),
          Map.entry("member_count", 128),
          Map.entry("n", "uJ3tqg2hYw8"),
          Map.entry("name", "birds"),
          Map.entry("new_value", "kingfishers"),
          Map.entry("next", "MTU3MzYxNDM0MzQ1Nzg2NTcyOA"),
          Map.entry("nick", "Ali"),
          Map.entry("nonce", "4f2c9d"),
          Map.entry("old_value", "birds"),
          Map.entry("parse", List.of("users")),
          Map.entry("password", "correct horse battery staple"),
          Map.entry("pending_email", "alice@example.net"),
          Map.entry("position", 2),
          Map.entry("preview_url", "/api/attachments/" + ID + "/preview"),
          Map.entry("rate_limit_per_user", 5),
          Map.entry("reason", "advertises in every channel"),
          Map.entry("recovery_codes", List.of("k4t9-x2mw-p7qd")),
          Map.entry("refresh_token", TOKEN),
          Map.entry("request_id", "5e0d7c1b9f2a4c38"),
          Map.entry("restore_ticket", TOKEN),
          Map.entry("revision", 41),
          Map.entry("session_id", "0c6b1f7e2d9a4853"),
          Map.entry("size", 48213),
          Map.entry("start", 14),
          Map.entry("status", 422),
          Map.entry("step", "overwrites"),
          Map.entry("text", "watching birds"),
          Map.entry("ticket", TOKEN),
          Map.entry("title", "the request is not valid"),
          Map.entry("token", TOKEN),
          Map.entry("topic", "what flies by"),
          Map.entry("type", "/problems/VALIDATION_FAILED"),
          Map.entry("uri", "otpauth://totp/Together:alice?secret=JBSWY3DPEHPK3PXP"),
          Map.entry("url", "/api/attachments/" + ID),
          Map.entry("use", "sig"),
          Map.entry("user_limit", 10),
          Map.entry("username", "alice"),
          Map.entry("usernames", List.of("alice", "bob")),
          Map.entry("uses", 3),
          Map.entry("voice_states", List.of()),
          Map.entry("width", 1024),
          Map.entry("FieldError.code", "INVALID_SIZE"),
          Map.entry("Problem.code", "VALIDATION_FAILED"),
          Map.entry("ProblemView.code", "VALIDATION_FAILED"),
          Map.entry("Proof.code", "123456"));

  private OpenApiExamples() {}

  /** A moment or an id, wherever it stands. */
  static void ofFormat(Schema schema) {
    if (has(schema) || schema.getFormat() == null) {
      return;
    }
    switch (schema.getFormat()) {
      case "int64" -> schema.setExamples(List.of(ID));
      case "date-time" -> schema.setExamples(List.of("2026-11-22T10:15:30.000Z"));
      default -> {
        // Of no other format does the name of the property say less.
      }
    }
  }

  static void ofProperties(String name, Schema schema) {
    if (schema.getProperties() == null) {
      return;
    }
    schema
        .getProperties()
        .forEach((property, of) -> {
          var example = example(name, property);
          if (example != null && !has(of) && of.getRef() == null && of.getEnumeration() == null) {
            of.setExamples(List.of(example));
          }
        });
  }

  private static @Nullable Object example(String schema, String property) {
    var special = BY_NAME.get(schema + "." + property);
    return special == null ? BY_NAME.get(property) : special;
  }

  private static boolean has(Schema schema) {
    return schema.getExamples() != null && !schema.getExamples().isEmpty();
  }

  /** A problem of each code that the description of an answer names. */
  static void ofProblems(MediaType answer, String status, String description) {
    CODE.matcher(description)
        .results()
        .map(found -> found.group())
        .distinct()
        .forEach(code ->
            answer.addExample(
                code, OASFactory.createExample().value(problem(code, Integer.parseInt(status)))));
  }

  /** In one order: that of {@code Map.of} is another one in each JVM. */
  private static Map<String, Object> problem(String code, int status) {
    var problem = new LinkedHashMap<String, Object>();
    problem.put("type", "/problems/" + code);
    problem.put("status", status);
    problem.put("code", code);
    return problem;
  }
}
