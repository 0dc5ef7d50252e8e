package together.auth;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import jakarta.persistence.Entity;
import org.junit.jupiter.api.Test;
import together.platform.testing.ServiceArchitecture;

class ArchitectureTest extends ServiceArchitecture {
  ArchitectureTest() {
    super("together.auth");
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
        .check(classes());
  }
}
