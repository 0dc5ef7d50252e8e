package together.guild.audit;

import com.fasterxml.jackson.databind.JsonNode;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One field before and after.
 *
 * @param key the field's name in the object that was changed
 * @param oldValue null when there was nothing
 * @param newValue null when there is nothing any more
 */
@Schema(name = "AuditChange")
public record AuditChangeView(
    String key,
    @Schema(implementation = Object.class, nullable = true) @Nullable JsonNode oldValue,
    @Schema(implementation = Object.class, nullable = true) @Nullable JsonNode newValue) {}
