package together.auth.relationship;

import java.util.Locale;

/** How a user stands to another one, as the first of the two sees it. */
enum RelationshipType {
  FRIEND,
  BLOCK,
  /** The other one asks to be a friend. */
  INCOMING,
  /** Asks the other one to be a friend. */
  OUTGOING;

  /** As REST and events say it. */
  String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
