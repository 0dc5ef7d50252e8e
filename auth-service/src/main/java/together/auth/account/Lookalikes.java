package together.auth.account;

import com.ibm.icu.text.SpoofChecker;
import com.ibm.icu.text.SpoofChecker.RestrictionLevel;
import com.ibm.icu.text.UnicodeSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Names that could be taken for others (Unicode Technical Standard 39, by ICU's tables). Two names
 * look alike when their skeletons are equal; one deceives by itself when it mixes scripts that no
 * language mixes ("highly restrictive"), or has characters that UAX 31 does not recommend in names.
 */
final class Lookalikes {
  private static final SpoofChecker CHECKER =
      new SpoofChecker.Builder()
          .setChecks(
              SpoofChecker.RESTRICTION_LEVEL
                  | SpoofChecker.INVISIBLE
                  | SpoofChecker.MIXED_NUMBERS
                  | SpoofChecker.CHAR_LIMIT)
          .setRestrictionLevel(RestrictionLevel.HIGHLY_RESTRICTIVE)
          .setAllowedChars(
              new UnicodeSet(SpoofChecker.RECOMMENDED).addAll(SpoofChecker.INCLUSION).freeze())
          .build();

  /** Names that seem to speak for the platform, or that it uses itself. */
  private static final Set<String> RESERVED =
      Stream.of(
              "abuse",
              "admin",
              "administrator",
              "anonymous",
              "api",
              "bot",
              "deleted",
              "deleteduser",
              "discord",
              "everyone",
              "gateway",
              "guest",
              "help",
              "helpdesk",
              "here",
              "hostmaster",
              "info",
              "mail",
              "mailer",
              "me",
              "mod",
              "moderation",
              "moderator",
              "nobody",
              "noreply",
              "null",
              "official",
              "operator",
              "owner",
              "postmaster",
              "privacy",
              "root",
              "security",
              "server",
              "service",
              "staff",
              "superuser",
              "support",
              "sysadmin",
              "system",
              "team",
              "together",
              "trustandsafety",
              "undefined",
              "unknown",
              "webhook",
              "webmaster",
              "www")
          .map(Lookalikes::skeleton)
          .collect(Collectors.toUnmodifiableSet());

  /** Accounts that were erased are called so, with a number. */
  private static final String ERASED = skeleton("deleteduser");

  private Lookalikes() {}

  /** Equal for names that look alike, without regard to case: a zero is a capital O to UTS 39. */
  static String skeleton(String key) {
    return CHECKER.getSkeleton(key).toLowerCase(Locale.ROOT);
  }

  static boolean deceives(Username name) {
    return CHECKER.failsChecks(name.text());
  }

  /**
   * Also what only looks like a reserved name, is one with dots and underscores between, or begins
   * as the names of erased accounts do.
   */
  static boolean isReserved(Username name) {
    var bare = skeleton(name.key().replaceAll("[._]", ""));
    return RESERVED.contains(bare) || bare.startsWith(ERASED);
  }
}
