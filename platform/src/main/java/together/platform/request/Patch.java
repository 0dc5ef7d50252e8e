package together.platform.request;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A field of a PATCH body: absent means unchanged, null clears. */
@JsonDeserialize(using = PatchDeserializer.class)
public sealed interface Patch<T> {
  /** The field was not in the body. */
  record Absent<T>() implements Patch<T> {}

  /** The field was in the body, perhaps as null. */
  record Given<T>(@Nullable T value) implements Patch<T> {}

  /** The field's new value: {@code before} when it is absent, else what the rule makes of it. */
  default <V> V apply(V before, Function<@Nullable T, V> rule) {
    return switch (this) {
      case Absent<T> _ -> before;
      case Given<T>(var value) -> rule.apply(value);
    };
  }

  /** The same for a field that may hold nothing. */
  default <V> @Nullable V applyOptional(
      @Nullable V before, Function<@Nullable T, @Nullable V> rule) {
    return switch (this) {
      case Absent<T> _ -> before;
      case Given<T>(var value) -> rule.apply(value);
    };
  }
}
