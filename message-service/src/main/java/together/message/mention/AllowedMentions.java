package together.message.mention;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import together.platform.problem.FieldError;

/**
 * Which of those that a message names it is to mention, as Discord's allowed_mentions.
 *
 * @param parse kinds of which all are: {@code users}, {@code roles}, {@code everyone}
 * @param users of the users these; excludes {@code users} in {@code parse}
 * @param roles likewise
 * @param repliedUser whether the author of the message replied to is
 */
public record AllowedMentions(
    @Schema(description = "Kinds of which all are mentioned: users, roles, everyone")
        @Nullable List<@Nullable String> parse,
    @Schema(description = "At most 100; not together with users in parse")
        @Nullable List<@Nullable Long> users,
    @Schema(description = "At most 100; not together with roles in parse")
        @Nullable List<@Nullable Long> roles,
    @Schema(
            description =
                "Whether the author of the message replied to is mentioned; default false")
        @Nullable Boolean repliedUser) {
  /** What holds when a message does not say: all it names, and whom it replies to. */
  public static final AllowedMentions ALL =
      new AllowedMentions(List.of("users", "roles", "everyone"), null, null, true);

  private static final int MOST = 100;
  private static final Set<String> KINDS = Set.of("users", "roles", "everyone");

  /** Adds what is wrong with it. */
  public void check(List<FieldError> errors) {
    if (parse != null && !parse.stream().allMatch(kind -> kind != null && KINDS.contains(kind))) {
      errors.add(new FieldError("allowed_mentions.parse", "NOT_ONE_OF", "has not only " + KINDS));
    }
    check("users", users, errors);
    check("roles", roles, errors);
  }

  private void check(String kind, @Nullable List<@Nullable Long> ids, List<FieldError> errors) {
    var field = "allowed_mentions." + kind;
    if (ids == null) {
      return;
    }
    if (ids.size() > MOST || ids.contains(null)) {
      errors.add(new FieldError(field, "OUT_OF_RANGE", "has to have at most " + MOST + " ids"));
    }
    if (!ids.isEmpty() && parses(kind)) {
      errors.add(new FieldError(field, "EXCLUSIVE", "is named beside " + kind + " in parse"));
    }
  }

  boolean parses(String kind) {
    return parse != null && parse.contains(kind);
  }

  List<Long> users(Set<Long> named) {
    return allowed("users", users, named);
  }

  List<Long> roles(Set<Long> named) {
    return allowed("roles", roles, named);
  }

  boolean everyone(boolean named) {
    return named && parses("everyone");
  }

  boolean replied() {
    return repliedUser != null && repliedUser;
  }

  private List<Long> allowed(String kind, @Nullable List<@Nullable Long> ids, Set<Long> named) {
    var allowed = new ArrayList<Long>();
    for (var id : named) {
      if (parses(kind) || (ids != null && ids.contains(id))) {
        allowed.add(id);
      }
    }
    return allowed;
  }
}
