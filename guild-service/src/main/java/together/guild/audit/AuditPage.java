package together.guild.audit;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Entries, newest first.
 *
 * @param next {@code before} of the next page; null when there is none
 */
@Schema(name = "AuditPage")
public record AuditPage(List<AuditEntryView> entries, @Nullable Long next) {
  /** Of up to {@code limit + 1} entries the first {@code limit}. */
  static AuditPage of(List<AuditEntryView> found, int limit) {
    if (found.size() <= limit) {
      return new AuditPage(found, null);
    }
    var shown = found.subList(0, limit);
    return new AuditPage(shown, shown.getLast().id());
  }
}
