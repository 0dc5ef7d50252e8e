package together.guild.directory;

import java.util.List;
import together.proto.Relation;
import together.proto.UserPair;

/** How users stand to each other; auth-service knows. Never asked inside a transaction. */
public interface Relations {
  /** As it is now, in the order of the pairs, of which there are at most 100. */
  List<Relation> of(List<UserPair> pairs);
}
