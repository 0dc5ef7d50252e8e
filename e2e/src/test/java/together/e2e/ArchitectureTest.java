package together.e2e;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.constructors;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The rules that hold between the modules; each module has those of its inside. */
class ArchitectureTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final List<String> SERVICES =
      List.of("auth", "guild", "message", "voice", "gateway");
  private static final JavaClasses CLASSES = compiled();

  private static JavaClasses compiled() {
    var modules = new ArrayList<Path>();
    SERVICES.forEach(service -> modules.add(classesOf(service + "-service")));
    for (var module : List.of("platform", "permission", "proto", "deploy/standalone", "e2e")) {
      modules.add(classesOf(module));
    }
    return new ClassFileImporter().importPaths(modules);
  }

  private static Path classesOf(String module) {
    var classes = ROOT.resolve(module).resolve("target/classes");
    // Without this the rules would hold for want of anything to break them.
    assertTrue(Files.isDirectory(classes), () -> module + " is not compiled");
    return classes;
  }

  private static String packageOf(String service) {
    return "together." + service + "..";
  }

  @Test
  void noServiceUsesAnothersCode() {
    for (var service : SERVICES) {
      var others =
          SERVICES.stream()
              .filter(other -> !other.equals(service))
              .map(ArchitectureTest::packageOf)
              .toArray(String[]::new);
      noClasses()
          .that()
          .resideInAPackage(packageOf(service))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(others)
          .check(CLASSES);
    }
  }

  @Test
  void platformAndContractsKnowNoService() {
    noClasses()
        .that()
        .resideInAnyPackage("together.platform..", "together.proto..", "together.permission..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            SERVICES.stream().map(ArchitectureTest::packageOf).toArray(String[]::new))
        .check(CLASSES);
  }

  @Test
  void thePermissionFunctionNeedsNothingButTheLanguage() {
    classes()
        .that()
        .resideInAPackage("together.permission..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("together.permission..", "java.lang..", "java.util..", "org.jspecify..")
        .check(CLASSES);
  }

  @Test
  void theClientKnowsNothingOfTheInside() {
    noClasses()
        .that()
        .resideInAPackage("together.e2e..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("together.platform..", "together.proto..", "together.standalone..")
        .check(CLASSES);
  }

  @Test
  void namesSayWhatAClassIs() {
    noClasses()
        .that()
        .resideOutsideOfPackage("together.proto..")
        .should()
        .haveNameMatching(".*(Util|Utils|Helper|Manager|Impl|Dto)")
        .check(CLASSES);
  }

  @Test
  void aConstructorTakesAtMostSixParameters() {
    // A record's are its fields, an enum's are seen by nobody else.
    constructors()
        .that()
        .areDeclaredInClassesThat(
            describe(
                "are written classes, neither records nor enums",
                type ->
                    !type.isRecord()
                        && !type.isEnum()
                        && !type.getPackageName().startsWith("together.proto")))
        .should(haveAtMost(6))
        .check(CLASSES);
  }

  private static ArchCondition<JavaConstructor> haveAtMost(int parameters) {
    return new ArchCondition<>("have at most " + parameters + " parameters") {
      @Override
      public void check(JavaConstructor constructor, ConditionEvents events) {
        if (constructor.getRawParameterTypes().size() > parameters) {
          events.add(SimpleConditionEvent.violated(constructor, constructor.getDescription()));
        }
      }
    };
  }
}
