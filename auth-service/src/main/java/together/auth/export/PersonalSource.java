package together.auth.export;

import together.proto.PersonalDataPage;

/** What another service holds on a user. Throws when it does not answer. */
interface PersonalSource {
  /**
   * @param cursor {@code next} of the page before; empty: the first one
   */
  PersonalDataPage page(long userId, String cursor);
}
