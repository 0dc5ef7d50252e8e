package together.guild.role;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import together.guild.state.Role;
import together.guild.state.Structure;
import together.permission.Rank;
import together.platform.problem.ProblemException;
import together.platform.request.NumberRule;

/** Works out the order of a server's roles after some of them were given positions. */
final class RoleOrder {
  private static final NumberRule POSITION = new NumberRule("position", 1, 10_000);

  private RoleOrder() {}

  /**
   * All roles but {@code @everyone}, lowest first, at positions 1, 2, 3 and so on. 422 when a role
   * is named twice, or is none of the server's.
   */
  static List<Role> after(Structure structure, List<@Nullable RolePosition> wanted) {
    var positions = positions(structure, wanted);
    var moved =
        structure.roles().values().stream()
            .filter(role -> !role.isEveryone())
            .map(role -> role.at(positions.getOrDefault(role.id(), role.position())))
            .sorted(Comparator.comparing(Role::rank))
            .toList();
    var ordered = new ArrayList<Role>();
    for (var role : moved) {
      ordered.add(role.at(ordered.size() + 1));
    }
    return ordered;
  }

  /** Whether the roles that are not below {@code own} stand as before, above all others. */
  static boolean leavesHigherOnes(Structure structure, List<Role> after, Rank own) {
    var higher =
        structure.roles().values().stream()
            .filter(role -> !role.isEveryone() && !own.isAbove(role.rank()))
            .map(Role::id)
            .toList();
    var highest = after.subList(after.size() - higher.size(), after.size());
    return highest.stream().map(Role::id).toList().equals(higher);
  }

  private static Map<Long, Integer> positions(
      Structure structure, List<@Nullable RolePosition> wanted) {
    Map<Long, Integer> positions = new HashMap<>();
    for (var one : wanted) {
      if (one == null || one.id() == null || one.position() == null) {
        throw ProblemException.invalid("id", "NOT_NULL", "needs id and position of each role");
      }
      if (structure.known(List.of(one.id())).isEmpty()) {
        throw ProblemException.invalid(
            "id", "UNKNOWN_ROLE", "names a role that this server does not have, or @everyone");
      }
      if (positions.put(one.id(), POSITION.check(one.position(), 1)) != null) {
        throw ProblemException.invalid("id", "REPEATED", "names a role twice");
      }
    }
    return positions;
  }
}
