package together.message;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;

import org.junit.jupiter.api.Test;
import together.message.post.MessageRow;
import together.platform.testing.ServiceArchitecture;

class ArchitectureTest extends ServiceArchitecture {
  ArchitectureTest() {
    super("together.message");
  }

  @Test
  void resourcesReturnNoRows() {
    methods()
        .that()
        .areDeclaredInClassesThat()
        .haveSimpleNameEndingWith("Resource")
        .should()
        .notHaveRawReturnType(MessageRow.class)
        .check(classes());
  }
}
