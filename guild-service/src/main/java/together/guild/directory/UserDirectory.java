package together.guild.directory;

import java.util.Collection;
import java.util.List;
import together.proto.User;

/** Who a user id is; auth-service knows. Never asked inside a transaction. */
public interface UserDirectory {
  /** The public profiles of these users, at most 1000; unknown ids are left out. */
  List<User> find(Collection<Long> userIds);
}
