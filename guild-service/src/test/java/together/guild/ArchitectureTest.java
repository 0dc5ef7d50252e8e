package together.guild;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("together.guild", "together.platform", "together.permission");

  @Test
  void featuresFormNoCycle() {
    slices().matching("together.guild.(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void onlyResourcesSpeakHttp() {
    noClasses()
        .that()
        .resideInAPackage("together.guild..")
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
        .resideInAPackage("together.guild..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.apache.kafka..")
        .check(CLASSES);
  }

  @Test
  void resourcesReturnNoRows() {
    methods()
        .that()
        .areDeclaredInClassesThat()
        .haveSimpleNameEndingWith("Resource")
        .should()
        .notHaveRawReturnType(
            DescribedPredicate.describe(
                "a row", (JavaClass type) -> type.getPackageName().equals("together.guild.state")))
        .check(CLASSES);
  }

  @Test
  void timeComesFromTheClock() {
    noClasses()
        .that()
        .resideInAPackage("together.guild..")
        .should()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .check(CLASSES);
  }

  @Test
  void permissionsDependOnNothing() {
    noClasses()
        .that()
        .resideInAPackage("together.permission..")
        .should()
        .dependOnClassesThat()
        .resideOutsideOfPackages("together.permission..", "java..", "org.jspecify..")
        .check(CLASSES);
  }

  @Test
  void thePlatformKnowsNoService() {
    noClasses()
        .that()
        .resideInAPackage("together.platform..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("together.guild..")
        .check(CLASSES);
  }
}
