package together.platform.request;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.deser.ContextualDeserializer;
import com.fasterxml.jackson.databind.type.TypeFactory;
import java.io.IOException;

/** Tells an absent field from a null one. */
final class PatchDeserializer extends JsonDeserializer<Patch<?>> implements ContextualDeserializer {
  private final JavaType content;

  PatchDeserializer() {
    this(TypeFactory.unknownType());
  }

  private PatchDeserializer(JavaType content) {
    this.content = content;
  }

  @Override
  public JsonDeserializer<?> createContextual(
      DeserializationContext context, BeanProperty property) {
    return new PatchDeserializer(context.getContextualType().containedType(0));
  }

  @Override
  public Patch<?> deserialize(JsonParser parser, DeserializationContext context)
      throws IOException {
    return new Patch.Given<>(context.readValue(parser, content));
  }

  @Override
  public Patch<?> getNullValue(DeserializationContext context) {
    return new Patch.Given<>(null);
  }

  @Override
  public Patch<?> getAbsentValue(DeserializationContext context) {
    return new Patch.Absent<>();
  }
}
