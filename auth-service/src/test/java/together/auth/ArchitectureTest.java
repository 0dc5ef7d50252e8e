package together.auth;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.persistence.Entity;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("together.auth", "together.platform");

  @Test
  void featuresFormNoCycle() {
    slices().matching("together.auth.(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void onlyResourcesSpeakHttp() {
    noClasses()
        .that()
        .resideInAPackage("together.auth..")
        .and()
        .haveSimpleNameNotEndingWith("Resource")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("jakarta.ws.rs..")
        .check(CLASSES);
  }

  @Test
  void kafkaStaysInThePlatform() {
    noClasses()
        .that()
        .resideInAPackage("together.auth..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.apache.kafka..")
        .check(CLASSES);
  }

  @Test
  void resourcesReturnNoEntities() {
    methods()
        .that()
        .areDeclaredInClassesThat()
        .haveSimpleNameEndingWith("Resource")
        .and()
        .arePublic()
        .should()
        .notHaveRawReturnType(
            DescribedPredicate.describe(
                "an entity", (JavaClass type) -> type.isAnnotatedWith(Entity.class)))
        .check(CLASSES);
  }

  @Test
  void timeComesFromTheClock() {
    noClasses()
        .that()
        .resideInAPackage("together.auth..")
        .should()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .check(CLASSES);
  }

  @Test
  void thePlatformKnowsNoService() {
    noClasses()
        .that()
        .resideInAPackage("together.platform..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("together.auth..")
        .check(CLASSES);
  }
}
