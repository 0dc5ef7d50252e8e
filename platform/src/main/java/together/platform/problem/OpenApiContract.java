package together.platform.problem;

import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;
import org.jspecify.annotations.Nullable;

/**
 * What the services' OpenAPI documents have in common: an id or a permission set is a decimal
 * string, and whatever is no success is a problem. Named by {@code mp.openapi.filter}.
 *
 * <p>A route says by {@code @APIResponse} which of its own problems it has; those of the mechanism
 * (no token, a body that is no JSON, a dependency that is down) are added here.
 */
public final class OpenApiContract implements OASFilter {
  private static final String PROBLEM = "Problem";

  /** What Quarkus describes answers with that it supposes there are. */
  private static final Map<String, String> GUESSES =
      Map.of("400", "Bad Request", "401", "Not Authorized", "403", "Not Allowed");

  @Override
  public Schema filterSchema(Schema schema) {
    if ("int64".equals(schema.getFormat())) {
      schema.setType(List.of(SchemaType.STRING));
      schema.setPattern("^-?[0-9]{1,19}$");
    }
    OpenApiExamples.ofFormat(schema);
    return schema;
  }

  @Override
  public void filterOpenAPI(OpenAPI document) {
    var components =
        document.getComponents() == null ? OASFactory.createComponents() : document.getComponents();
    components.addSchema(PROBLEM, problem());
    components.addResponse(
        PROBLEM,
        OASFactory.createAPIResponse()
            .description("RFC 9457: why it was not done, by its stable code")
            .content(problemContent()));
    document.setComponents(components);
    components.getSchemas().forEach(OpenApiExamples::ofProperties);
    document.getPaths().getPathItems().values().stream()
        .flatMap(path -> path.getOperations().values().stream())
        .forEach(OpenApiContract::complete);
  }

  private static void complete(Operation operation) {
    var responses = operation.getResponses();
    boolean needsToken = responses.hasAPIResponse("401");
    GUESSES.forEach((status, guess) -> {
      if (isGuess(responses.getAPIResponse(status), guess)) {
        responses.removeAPIResponse(status);
      }
    });
    if (needsToken) {
      add(responses, CommonProblem.UNAUTHORIZED);
    }
    var body = operation.getRequestBody();
    if (body != null) {
      // None is the same as {}.
      body.setRequired(false);
      add(responses, CommonProblem.MALFORMED_JSON);
      add(responses, CommonProblem.VALIDATION_FAILED);
    }
    add(responses, CommonProblem.DEPENDENCY_UNAVAILABLE);
    responses
        .getAPIResponses()
        .forEach((status, response) -> {
          if (response.getRef() != null) {
            return;
          }
          if (response.getDescription() == null) {
            response.setDescription(reason(status));
          }
          if (status.startsWith("4") || status.startsWith("5")) {
            response.setContent(problemContent());
            OpenApiExamples.ofProblems(
                response.getContent().getMediaType(ProblemView.MEDIA_TYPE),
                status,
                response.getDescription());
          }
        });
    responses.setDefaultValue(OASFactory.createAPIResponse().ref(PROBLEM));
  }

  private static String reason(String status) {
    var known = Response.Status.fromStatusCode(Integer.parseInt(status));
    return known == null ? status : known.getReasonPhrase();
  }

  private static boolean isGuess(@Nullable APIResponse response, String guess) {
    return response != null && guess.equals(response.getDescription());
  }

  private static void add(APIResponses responses, CommonProblem problem) {
    var status = Integer.toString(problem.status());
    if (!responses.hasAPIResponse(status)) {
      responses.addAPIResponse(status, OASFactory.createAPIResponse().description(problem.name()));
    }
  }

  private static Content problemContent() {
    return OASFactory.createContent()
        .addMediaType(
            ProblemView.MEDIA_TYPE,
            OASFactory.createMediaType().schema(OASFactory.createSchema().ref(PROBLEM)));
  }

  private static Schema problem() {
    var error = OASFactory.createSchema().type(List.of(SchemaType.OBJECT));
    for (var name : List.of("field", "code", "detail")) {
      error.addProperty(name, text());
    }
    OpenApiExamples.ofProperties("FieldError", error);
    var problem = OASFactory.createSchema().type(List.of(SchemaType.OBJECT));
    for (var name : List.of("type", "title", "detail", "code")) {
      problem.addProperty(name, text());
    }
    return problem
        .addProperty("status", OASFactory.createSchema().type(List.of(SchemaType.INTEGER)))
        .addProperty(
            "errors", OASFactory.createSchema().type(List.of(SchemaType.ARRAY)).items(error))
        .addProperty(
            "request_id",
            OASFactory.createSchema().type(List.of(SchemaType.STRING, SchemaType.NULL)));
  }

  private static Schema text() {
    return OASFactory.createSchema().type(List.of(SchemaType.STRING));
  }
}
