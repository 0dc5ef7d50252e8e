package together.platform.testing;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The rules of every service with a database; its own {@code ArchitectureTest} adds to them. */
public abstract class ServiceArchitecture {
  private final String root;
  private final JavaClasses classes;

  /**
   * @param root the service's package
   */
  protected ServiceArchitecture(String root) {
    this.root = root;
    classes =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(root, "together.platform");
  }

  /** The classes of the service and of the platform. */
  protected final JavaClasses classes() {
    return classes;
  }

  @Test
  void featuresFormNoCycle() {
    slices().matching(root + ".(*)..").should().beFreeOfCycles().check(classes);
  }

  @Test
  void onlyResourcesSpeakHttp() {
    noClasses()
        .that()
        .resideInAPackage(root + "..")
        .and()
        .haveSimpleNameNotEndingWith("Resource")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("jakarta.ws.rs..")
        .check(classes);
  }

  @Test
  void kafkaStaysInThePlatform() {
    noClasses()
        .that()
        .resideInAPackage(root + "..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.apache.kafka..")
        .check(classes);
  }

  @Test
  void timeComesFromTheClock() {
    noClasses()
        .that()
        .resideInAPackage(root + "..")
        .should()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .check(classes);
  }

  @Test
  void thePlatformKnowsNoService() {
    noClasses()
        .that()
        .resideInAPackage("together.platform..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(root + "..")
        .check(classes);
  }
}
