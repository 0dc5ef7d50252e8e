package together.message.author;

import java.util.Map;
import java.util.Set;
import together.proto.User;

/** Who wrote a message. */
public interface AuthorDirectory {
  /** The public profile of each id; an account that is gone shows as a nameless one. */
  Map<Long, User> find(Set<Long> userIds);
}
