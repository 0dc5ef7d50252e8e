package together.guild.dm;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import together.guild.directory.Relations;
import together.permission.Permission;
import together.proto.UserPair;

/**
 * What a block leaves of a dm: both of its two may read it and nothing more, and neither is told
 * why. Asked for at the moment it matters, so that it holds from the answer that set it on.
 */
@ApplicationScoped
public class Blocks {
  private static final long READING =
      Permission.of(Permission.VIEW_CHANNEL, Permission.READ_MESSAGE_HISTORY);
  private static final int BATCH = 100;

  private final Relations relations;

  Blocks(Relations relations) {
    this.relations = relations;
  }

  /** Whether somebody who needs this in a dm has to be asked about. */
  public static boolean matter(long needed) {
    return (needed & Permission.PRIVATE & ~READING) != 0;
  }

  /** What a recipient may do; {@code blocked}: in a dm with a block between the two. */
  public static long permissions(boolean blocked) {
    return blocked ? READING : Permission.PRIVATE;
  }

  /** The dms among them in which there is a block. Not inside a transaction. */
  public Set<Long> among(Collection<PrivateChannelRepository.Access> recipients) {
    var dms = recipients.stream().filter(one -> one.otherId() != 0).toList();
    var blocked = new HashSet<Long>();
    for (int from = 0; from < dms.size(); from += BATCH) {
      var batch = dms.subList(from, Math.min(from + BATCH, dms.size()));
      var found = relations.of(pairs(batch));
      for (int i = 0; i < batch.size(); i++) {
        if (found.get(i).getBlocked()) {
          blocked.add(batch.get(i).channelId());
        }
      }
    }
    return blocked;
  }

  private static List<UserPair> pairs(List<PrivateChannelRepository.Access> dms) {
    var pairs = new ArrayList<UserPair>();
    for (var dm : dms) {
      pairs.add(UserPair.newBuilder().setUserId(dm.userId()).setOtherId(dm.otherId()).build());
    }
    return pairs;
  }
}
