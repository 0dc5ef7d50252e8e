package together.guild.directory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import together.proto.User;

class UsersTest {
  private final List<List<Long>> asked = new ArrayList<>();
  private Runnable meanwhile = () -> {};
  private String name = "old";
  private final Users users = new Users(this::answer, new SimpleMeterRegistry());

  private List<User> answer(Collection<Long> ids) {
    asked.add(List.copyOf(ids));
    var answer =
        ids.stream()
            .filter(id -> id > 0)
            .map(id -> User.newBuilder().setId(id).setUsername(name).build())
            .toList();
    meanwhile.run();
    return answer;
  }

  @Test
  void asksOnceForEachUser() {
    users.get(List.of(1L, 2L, 1L));
    assertEquals(Set.of(2L, 3L), users.get(List.of(2L, 3L)).keySet());
    assertEquals(List.of(List.of(1L, 2L), List.of(3L)), asked);
  }

  @Test
  void asksForAtMostAThousandAtOnce() {
    var ids = LongStream.rangeClosed(1, 2500).boxed().toList();
    assertEquals(2500, users.get(ids).size());
    assertEquals(List.of(1000, 1000, 500), asked.stream().map(List::size).toList());
  }

  @Test
  void asksAgainForWhatChanged() {
    users.get(1);
    name = "new";
    assertEquals("old", users.get(1).getUsername());
    users.forget(1);
    assertEquals("new", users.get(1).getUsername());
  }

  @Test
  void doesNotKeepWhatChangedWhileItWasRead() {
    meanwhile = () -> users.forget(1);
    assertEquals("old", users.get(1).getUsername());
    meanwhile = () -> {};
    name = "new";
    assertEquals("new", users.get(1).getUsername());
  }

  @Test
  void aUserWhoseAccountIsGoneStillHasAName() {
    var gone = users.get(-5);
    assertEquals(-5, gone.getId());
    assertTrue(gone.getUsername().startsWith("deleted-user"));
  }
}
