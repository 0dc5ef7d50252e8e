package together.guild;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import org.junit.jupiter.api.Test;
import together.platform.testing.ServiceArchitecture;

class ArchitectureTest extends ServiceArchitecture {
  ArchitectureTest() {
    super("together.guild");
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
        .check(classes());
  }
}
