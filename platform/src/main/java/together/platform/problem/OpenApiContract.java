package together.platform.problem;

import java.util.List;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;

/**
 * What the services' OpenAPI documents have in common: an id or a permission set is a decimal
 * string, and whatever is no success is a problem. Named by {@code mp.openapi.filter}.
 */
public final class OpenApiContract implements OASFilter {
  private static final String PROBLEM = "Problem";

  @Override
  public Schema filterSchema(Schema schema) {
    if ("int64".equals(schema.getFormat())) {
      schema.setType(List.of(SchemaType.STRING));
      schema.setPattern("^-?[0-9]{1,19}$");
    }
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
            .content(
                OASFactory.createContent()
                    .addMediaType(
                        ProblemView.MEDIA_TYPE,
                        OASFactory.createMediaType()
                            .schema(OASFactory.createSchema().ref(PROBLEM)))));
    document.setComponents(components);
    document.getPaths().getPathItems().values().stream()
        .flatMap(path -> path.getOperations().values().stream())
        .forEach(operation -> {
          var responses = operation.getResponses();
          // A 401 or 403 the framework adds on its own is a problem like any other.
          responses.removeAPIResponse("401");
          responses.removeAPIResponse("403");
          responses.setDefaultValue(OASFactory.createAPIResponse().ref(PROBLEM));
        });
  }

  private static Schema problem() {
    var error = OASFactory.createSchema().type(List.of(SchemaType.OBJECT));
    for (var name : List.of("field", "code", "detail")) {
      error.addProperty(name, text());
    }
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
