package together.voice;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;

import org.junit.jupiter.api.Test;
import together.platform.testing.ServiceArchitecture;

class ArchitectureTest extends ServiceArchitecture {
  ArchitectureTest() {
    super("together.voice");
  }

  @Test
  void resourcesReturnViews() {
    methods()
        .that()
        .areDeclaredInClassesThat()
        .haveSimpleNameEndingWith("Resource")
        .should()
        .notHaveRawReturnType("together.voice.state.VoiceState")
        .check(classes());
  }
}
