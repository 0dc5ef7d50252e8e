package together.auth.export;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Where the caller's export is.
 *
 * @param state {@code none}: nothing was asked for, or it was downloaded or has expired; {@code
 *     building}; {@code ready}; {@code failed}
 * @param requestedAt of the last one; null: there was none
 * @param expiresAt when the zip is deleted; null: there is none
 * @param size of the zip, bytes
 * @param url where it is downloaded, once, with the bearer token
 * @param failure why it was given up
 */
public record ExportView(
    @Schema(
            enumeration = {"none", "building", "ready", "failed"},
            examples = "ready")
        String state,
    @Nullable Instant requestedAt,
    @Nullable Instant expiresAt,
    @Schema(examples = "48213") @Nullable Long size,
    @Schema(examples = "/api/users/@me/export/file") @Nullable String url,
    @Schema(examples = "DEPENDENCY_UNAVAILABLE") @Nullable String failure) {
  static final ExportView NONE = new ExportView("none", null, null, null, null, null);

  static ExportView of(Export export) {
    boolean ready = export.state() == ExportState.READY;
    return new ExportView(
        export.state().text(),
        export.requestedAt(),
        ready ? export.expiresAt() : null,
        ready ? export.size() : null,
        ready ? "/api/users/@me/export/file" : null,
        export.state() == ExportState.FAILED ? "DEPENDENCY_UNAVAILABLE" : null);
  }
}
