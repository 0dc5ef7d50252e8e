package together.auth.account;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import together.auth.testing.AuthPlatform;
import together.auth.testing.Database;
import together.auth.testing.Login;

@QuarkusTest
@WithTestResource(AuthPlatform.class)
class LookalikeBackfillTest {
  @Inject LookalikeBackfill backfill;
  @Inject Database database;

  private long without(Login... people) throws SQLException {
    long count = 0;
    for (var person : people) {
      count +=
          database.number(
              "SELECT count(*) FROM users WHERE id = ? AND username_skeleton IS NULL",
              person.userId());
    }
    return count;
  }

  @Test
  void accountsOfBeforeGetTheirSkeletonAndTwoThatLookAlikeBothStay() throws SQLException {
    var first = Login.register();
    var second = Login.register();
    var forget = "UPDATE users SET username_skeleton = NULL, username_key = ? WHERE id = ?";
    database.update(forget, first.username() + "_o", first.userId());
    database.update(forget, first.username() + "_0", second.userId());
    assertEquals(2, without(first, second));

    backfill.fill();

    assertEquals(0, without(first));
    assertEquals(1, without(second));
  }
}
