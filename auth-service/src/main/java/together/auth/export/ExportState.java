package together.auth.export;

import java.util.Locale;

/** Where an export is. */
enum ExportState {
  BUILDING,
  READY,
  /** Given up: another service did not answer for long. */
  FAILED,
  /** Downloaded, or expired. */
  TAKEN;

  /** As clients see it; what was taken is as if it had never been. */
  String text() {
    return this == TAKEN ? "none" : name().toLowerCase(Locale.ROOT);
  }
}
