package together.message.author;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import together.proto.User;

class CachedAuthorDirectoryTest {
  private final List<List<Long>> calls = new ArrayList<>();
  private Runnable duringCall = () -> {};
  private final CachedAuthorDirectory directory =
      new CachedAuthorDirectory(ids -> {
        calls.add(List.copyOf(ids));
        duringCall.run();
        return ids.stream().filter(id -> id < 5_000).map(id -> user(id, "old")).toList();
      });

  private static User user(long id, String name) {
    return User.newBuilder().setId(id).setUsername(name).build();
  }

  @Test
  void asksOnceForWhatItDoesNotKnow() {
    directory.find(Set.of(1L));
    assertEquals(user(2, "old"), directory.find(Set.of(1L, 2L)).get(2L));
    directory.find(Set.of(1L, 2L));
    assertEquals(List.of(List.of(1L), List.of(2L)), calls);
  }

  @Test
  void asksForAtMostAThousandAtOnce() {
    var ids = LongStream.range(0, 2_500).boxed().collect(Collectors.toSet());
    assertEquals(2_500, directory.find(ids).size());
    assertEquals(List.of(1_000, 1_000, 500), calls.stream().map(List::size).toList());
  }

  @Test
  void anAccountThatIsGoneHasAName() {
    assertEquals(user(9_999, "deleted_user"), directory.find(Set.of(9_999L)).get(9_999L));
  }

  @Test
  void aChangeReplacesWhatIsKnown() {
    directory.find(Set.of(1L));
    directory.changed(user(1, "new"));
    assertEquals(user(1, "new"), directory.find(Set.of(1L)).get(1L));
  }

  @Test
  void anAnswerOlderThanAChangeIsNotRemembered() {
    duringCall = () -> directory.changed(user(1, "new"));
    directory.find(Set.of(1L));
    assertEquals(user(1, "new"), directory.find(Set.of(1L)).get(1L));
  }
}
