package together.permission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static together.permission.Guilds.EVERYONE;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Assume;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import together.permission.Guilds.Question;

@Domain(Guilds.class)
@Domain(DomainContext.Global.class)
@PropertyDefaults(edgeCases = EdgeCasesMode.NONE)
class PermissionsPropertyTest {
  @Property(tries = 5000)
  void equalsTheNaiveImplementation(@ForAll Question question) {
    var expected =
        ReferencePermissions.inChannel(
            question.subject(), EVERYONE, question.roles(), question.overwrites());
    assertEquals(expected, Permission.named(question.inChannel()));
  }

  @Property
  void namesNoUnknownBits(@ForAll Question question) {
    assertEquals(0, question.inChannel() & ~Permission.ALL);
    assertEquals(0, question.inGuild() & ~Permission.ALL);
  }

  @Property
  void orderOfRolesAndOverridesIsIrrelevant(@ForAll Question question, @ForAll Random random) {
    var subject = question.subject();
    var roleIds = new ArrayList<>(subject.roleIds());
    var overwrites = new ArrayList<>(question.overwrites());
    Collections.shuffle(roleIds, random);
    Collections.shuffle(overwrites, random);
    var shuffled =
        new Question(
            new Subject(subject.userId(), subject.owner(), roleIds, subject.timedOut()),
            question.roles(),
            overwrites);
    assertEquals(question.inChannel(), shuffled.inChannel());
  }

  @Property
  void theOwnerMayDoEverything(@ForAll Question question) {
    var subject = question.subject();
    var owner =
        new Question(
            new Subject(subject.userId(), true, subject.roleIds(), subject.timedOut()),
            question.roles(),
            question.overwrites());
    assertEquals(Permission.ALL, owner.inChannel());
    assertEquals(Permission.ALL, owner.inGuild());
  }

  @Property
  void anAdministratorIsImmuneToOverridesAndTimeOut(@ForAll Question question) {
    Assume.that(ReferencePermissions.isAll(question.subject(), EVERYONE, question.roles()));
    assertEquals(Permission.ALL, question.inChannel());
    assertEquals(Permission.ALL, question.inGuild());
  }

  @Property
  void withoutViewThereIsNothing(@ForAll Question question) {
    long permissions = question.inChannel();
    assertEquals(permissions != 0, Permission.VIEW_CHANNEL.in(permissions));
  }

  @Property
  void withoutOverridesAChannelGivesNothingTheGuildDoesNot(@ForAll Question question) {
    var plain = new Question(question.subject(), question.roles(), List.of());
    assertEquals(0, plain.inChannel() & ~plain.inGuild());
  }

  @Property
  void anOverrideOfARoleThatIsGoneMeansNothing(@ForAll Question question) {
    var known =
        question.overwrites().stream()
            .filter(one ->
                one.target() == Overwrite.Target.MEMBER
                    || question.roles().containsKey(one.targetId()))
            .toList();
    assertEquals(
        question.inChannel(),
        new Question(question.subject(), question.roles(), known).inChannel());
  }

  @Property
  void theStepsLeadToTheAnswer(@ForAll Question question) {
    var steps =
        Permissions.explain(question.subject(), EVERYONE, question.roles(), question.overwrites());
    long permissions = 0;
    for (var step : steps) {
      assertEquals((permissions | step.gave()) & ~step.took(), step.permissions(), step::toString);
      permissions = step.permissions();
    }
    assertEquals(question.inChannel(), permissions);
  }
}
