package together.auth.reauth;

import org.jspecify.annotations.Nullable;

/**
 * What shows again that it is the account's owner who asks.
 *
 * @param code of the second factor, or a recovery code; needed where there is a second factor
 */
public record Proof(@Nullable String password, @Nullable String code) {
  /** Never what is in it: it must not get into a log. */
  @Override
  public String toString() {
    return "Proof";
  }
}
