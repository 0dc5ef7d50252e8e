package together.gateway.session;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import together.gateway.audience.Guilds;
import together.proto.Channel;
import together.proto.Guild;
import together.proto.GuildEvent;
import together.proto.PermissionOverwrite;

/**
 * A guild whose secret channel now these may read and now those: by role, by an override of their
 * own, or as the owner. Says who may without the product's permission function.
 */
final class SecretRoom {
  private final Random random;
  private final List<Long> members;
  private final Set<Long> staff = new HashSet<>();
  private final Map<Long, Boolean> overrides = new HashMap<>();
  private boolean staffSees = true;
  private long owner = Guilds.OWNER;
  private long revision;

  /** Members 2 and on; the owner is nobody of them yet. */
  SecretRoom(Random random, int members, long revision) {
    this.random = random;
    this.members = LongStream.range(2, 2 + members).boxed().toList();
    this.revision = revision;
  }

  List<Long> members() {
    return members;
  }

  long revision() {
    return revision;
  }

  Long[] roles(long user) {
    return staff.contains(user) ? new Long[] {Guilds.STAFF} : new Long[0];
  }

  Set<Long> readers() {
    return members.stream().filter(this::reads).collect(Collectors.toUnmodifiableSet());
  }

  private boolean reads(long user) {
    return user == owner || overrides.getOrDefault(user, staffSees && staff.contains(user));
  }

  Guild guild() {
    return Guilds.guild(revision).toBuilder()
        .setOwnerId(owner)
        .clearChannels()
        .addChannels(Guilds.channel(Guilds.OPEN))
        .addChannels(channel())
        .build();
  }

  private Channel channel() {
    var all = new ArrayList<PermissionOverwrite>();
    all.add(Guilds.deny(Guilds.GUILD));
    all.add(staffSees ? Guilds.allow(Guilds.STAFF) : Guilds.deny(Guilds.STAFF));
    overrides.forEach(
        (user, sees) -> all.add(sees ? Guilds.allowMember(user) : Guilds.denyMember(user)));
    return Guilds.channel(Guilds.SECRET, all.toArray(PermissionOverwrite[]::new));
  }

  /** Something else decides from the next revision on. */
  GuildEvent change() {
    revision++;
    long user = members.get(random.nextInt(members.size()));
    return switch (random.nextInt(6)) {
      case 0 -> {
        staffSees = !staffSees;
        yield Guilds.channelUpdate(revision, channel());
      }
      case 1, 2 -> {
        if (overrides.remove(user) == null) {
          overrides.put(user, random.nextBoolean());
        }
        yield Guilds.channelUpdate(revision, channel());
      }
      case 3 -> {
        owner = random.nextBoolean() ? user : Guilds.OWNER;
        yield Guilds.ownerUpdate(revision, owner);
      }
      default -> {
        if (!staff.remove(user)) {
          staff.add(user);
        }
        yield Guilds.memberUpdate(revision, user, roles(user));
      }
    };
  }
}
