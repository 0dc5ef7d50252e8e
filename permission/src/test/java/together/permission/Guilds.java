package together.permission;

import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.domains.DomainContextBase;

/** Small random guilds: few ids, so that roles, overrides and members meet. */
public class Guilds extends DomainContextBase {
  static final long EVERYONE = 1;
  static final long USER = 7;

  /** A question to the permission function. */
  record Question(Subject subject, Map<Long, Long> roles, List<Overwrite> overwrites) {
    long inChannel() {
      return Permissions.inChannel(subject, EVERYONE, roles, overwrites);
    }

    long inGuild() {
      return Permissions.inGuild(subject, EVERYONE, roles);
    }
  }

  @Provide
  Arbitrary<Question> questions() {
    return Combinators.combine(subjects(), roles(), overwrites()).as(Question::new);
  }

  private static Arbitrary<Subject> subjects() {
    return Combinators.combine(
            Arbitraries.frequency(Tuple.of(1, true), Tuple.of(9, false)),
            Arbitraries.longs().between(2, 8).list().uniqueElements().ofMaxSize(4),
            Arbitraries.of(true, false))
        .as((owner, roleIds, timedOut) -> new Subject(USER, owner, roleIds, timedOut));
  }

  private static Arbitrary<Map<Long, Long>> roles() {
    return Arbitraries.maps(Arbitraries.longs().between(2, 6), bits())
        .ofMaxSize(5)
        .flatMap(roles ->
            bits()
                .map(everyone -> {
                  roles.put(EVERYONE, everyone);
                  return Map.copyOf(roles);
                }));
  }

  private static Arbitrary<List<Overwrite>> overwrites() {
    var one =
        Combinators.combine(
                Arbitraries.longs().between(1, 8),
                Arbitraries.of(Overwrite.Target.values()),
                bits(),
                bits())
            .as(Overwrite::new);
    return one.list().uniqueElements(Overwrite::targetId).ofMaxSize(6);
  }

  /** Sets of permissions, ADMINISTRATOR seldom, bits nobody knows now and then. */
  private static Arbitrary<Long> bits() {
    var usual =
        Arbitraries.of(Permission.class)
            .filter(permission -> permission != Permission.ADMINISTRATOR)
            .set()
            .map(set -> Permission.of(set.toArray(new Permission[0])));
    return Arbitraries.frequencyOf(
        Tuple.of(12, usual),
        Tuple.of(1, usual.map(bits -> bits | Permission.ADMINISTRATOR.bit())),
        Tuple.of(1, Arbitraries.longs()));
  }
}
