package together.guild.dm;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import together.guild.channel.ChannelAnswer;
import together.guild.directory.UserView;
import together.guild.directory.Users;
import together.proto.User;

/**
 * A dm or group dm as REST and events show it.
 *
 * @param type 1 dm, 3 group dm
 * @param name of a group; null: show its recipients
 * @param icon of a group: hash of its picture, part of the address {@code
 *     /api/channels/{id}/icon/{hash}}
 * @param ownerId of a group
 * @param recipients all of them, the reader too, by ascending id
 * @param revision a number that every change raises
 */
@Schema(name = "PrivateChannel")
public record PrivateChannelView(
    long id,
    int type,
    @Nullable String name,
    @Nullable String icon,
    @Nullable Long ownerId,
    List<UserView> recipients,
    BigInteger revision)
    implements ChannelAnswer {
  static PrivateChannelView of(PrivateChanges.Known known) {
    return of(known.channel(), known.users());
  }

  static PrivateChannelView of(PrivateChannel channel, Map<Long, User> users) {
    return new PrivateChannelView(
        channel.id(),
        channel.type(),
        channel.name(),
        channel.icon(),
        channel.ownerId(),
        channel.recipients().stream().sorted().map(id -> UserView.of(Users.in(users, id))).toList(),
        BigInteger.valueOf(channel.revision()));
  }
}
