package together.auth.relationship;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How the caller wants to stand to a user. */
public record RelationshipRequest(
    @Schema(
            required = true,
            enumeration = {"friend", "block"})
        @Nullable String type) {}
