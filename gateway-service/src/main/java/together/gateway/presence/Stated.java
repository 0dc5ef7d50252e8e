package together.gateway.presence;

import org.jspecify.annotations.Nullable;

/**
 * What a user's sessions on one node come to: the user's record on the topic.
 *
 * @param custom null when there is none
 * @param revision the user's revision that the custom status is of; 0 without one
 */
record Stated(Choice choice, @Nullable CustomStatus custom, long revision) {
  static Stated of(Choice choice) {
    return new Stated(choice, null, 0);
  }
}
