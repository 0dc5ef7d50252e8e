package together.message.author;

import java.util.List;
import together.proto.User;

/** One call to auth-service. */
interface UserSource {
  /** At most 1000 ids; unknown ones are left out of the answer. */
  List<User> get(List<Long> userIds);
}
