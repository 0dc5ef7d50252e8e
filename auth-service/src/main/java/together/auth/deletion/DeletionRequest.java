package together.auth.deletion;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The wish that the caller's account be erased.
 *
 * @param code of the second factor, where there is one
 * @param messages whether what the caller wrote and uploaded goes too; else it stays, under
 *     "Deleted user"
 */
public record DeletionRequest(
    @Schema(required = true) @Nullable String password,
    @Schema(examples = "123456") @Nullable String code,
    @Schema(defaultValue = "false") @Nullable Boolean messages) {
  /** Never what is in it: it must not get into a log. */
  @Override
  public String toString() {
    return "DeletionRequest";
  }
}
