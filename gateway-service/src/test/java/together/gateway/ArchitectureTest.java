package together.gateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("together.gateway");

  @Test
  void foldersAreFreeOfCycles() {
    slices().matching("together.gateway.(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void edgeKnowsNothingOfSockets() {
    noClasses()
        .that()
        .resideInAnyPackage("..edge..", "..health..", "..openapi..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("..session..", "..frame..", "..log..", "..audience..", "..presence..")
        .check(CLASSES);
  }

  @Test
  void recordsAreReadAndWrittenByLogPresenceAndTypingOnly() {
    noClasses()
        .that()
        .resideOutsideOfPackages("..log..", "..presence..", "..typing..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.apache.kafka.clients.consumer..", "org.apache.kafka.clients.producer..")
        .check(CLASSES);
  }

  @Test
  void grpcIsSpokenByAccessOnly() {
    noClasses()
        .that()
        .resideOutsideOfPackage("..access..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.quarkus.grpc..", "io.grpc.stub..")
        .check(CLASSES);
  }

  @Test
  void nothingIsBlockingHttp() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("jakarta.ws.rs..", "java.net.http..")
        .check(CLASSES);
  }

  @Test
  void timeComesFromTheClock() {
    noClasses()
        .should()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(LocalDateTime.class, "now")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(Clock.class, "systemUTC")
        .check(CLASSES);
  }
}
