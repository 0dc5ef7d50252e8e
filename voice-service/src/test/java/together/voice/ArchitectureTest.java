package together.voice;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("together.voice", "together.platform");

  @Test
  void featuresFormNoCycle() {
    slices().matching("together.voice.(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void onlyResourcesSpeakHttp() {
    noClasses()
        .that()
        .resideInAPackage("together.voice..")
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
        .resideInAPackage("together.voice..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.apache.kafka..")
        .check(CLASSES);
  }

  @Test
  void resourcesReturnViews() {
    methods()
        .that()
        .areDeclaredInClassesThat()
        .haveSimpleNameEndingWith("Resource")
        .should()
        .notHaveRawReturnType("together.voice.state.VoiceState")
        .check(CLASSES);
  }

  @Test
  void timeComesFromTheClock() {
    noClasses()
        .that()
        .resideInAPackage("together.voice..")
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
        .resideInAPackage("together.voice..")
        .check(CLASSES);
  }
}
