package together.guild.channel;

import java.util.List;
import org.jspecify.annotations.Nullable;
import together.guild.access.Standing;
import together.guild.state.Channel;
import together.permission.Overwrite;
import together.platform.problem.ProblemException;
import together.platform.request.NumberRule;
import together.platform.request.TextRule;

/** What a channel's fields may hold, and the channel a request asks for. */
final class ChannelRules {
  private static final TextRule NAME = new TextRule("name", 1, 100);
  private static final TextRule TOPIC = new TextRule("topic", 1, 1024);
  private static final NumberRule POSITION = new NumberRule("position", 0, 10_000);
  private static final NumberRule RATE_LIMIT = new NumberRule("rate_limit_per_user", 0, 21_600);
  private static final NumberRule USER_LIMIT = new NumberRule("user_limit", 0, 99);

  private ChannelRules() {}

  /** After all others. */
  static Channel created(
      CreateChannelRequest request, Standing standing, long id, List<Overwrite> overwrites) {
    var structure = standing.structure();
    int type = type(request.type());
    return new Channel(
        structure.guildId(),
        id,
        type,
        NAME.check(request.name()),
        TOPIC.checkOptional(request.topic()),
        structure.channels().values().stream().mapToInt(Channel::position).max().orElse(-1) + 1,
        parent(request.parentId(), null, type, standing),
        RATE_LIMIT.check(request.rateLimitPerUser(), 0),
        USER_LIMIT.check(request.userLimit(), 0),
        overwrites);
  }

  static Channel updated(UpdateChannelRequest request, Channel channel, Standing standing) {
    return new Channel(
        channel.guildId(),
        channel.id(),
        channel.type(),
        request.name().apply(channel.name(), NAME::check),
        request.topic().applyOptional(channel.topic(), TOPIC::checkOptional),
        request.position().apply(channel.position(), position -> POSITION.check(position, 0)),
        request
            .parentId()
            .applyOptional(
                channel.parentId(),
                parent -> parent(parent, channel.parentId(), channel.type(), standing)),
        request
            .rateLimitPerUser()
            .apply(channel.rateLimitPerUser(), seconds -> RATE_LIMIT.check(seconds, 0)),
        request.userLimit().apply(channel.userLimit(), users -> USER_LIMIT.check(users, 0)),
        channel.overwrites());
  }

  static Channel moved(ChannelMove move, Channel channel, Standing standing) {
    return new Channel(
        channel.guildId(),
        channel.id(),
        channel.type(),
        channel.name(),
        channel.topic(),
        move.position().apply(channel.position(), position -> POSITION.check(position, 0)),
        move.parentId()
            .applyOptional(
                channel.parentId(),
                parent -> parent(parent, channel.parentId(), channel.type(), standing)),
        channel.rateLimitPerUser(),
        channel.userLimit(),
        channel.overwrites());
  }

  private static int type(@Nullable Integer type) {
    return switch (type) {
      case null -> Channel.TEXT;
      case Channel.TEXT, Channel.VOICE, Channel.CATEGORY -> type;
      default ->
          throw ProblemException.invalid(
              "type", "RANGE", "must be 0 (text), 2 (voice) or 4 (category)");
    };
  }

  /** Where it is it may stay; a category the caller may not view does not exist. */
  private static @Nullable Long parent(
      @Nullable Long id, @Nullable Long current, int type, Standing standing) {
    if (id == null || id.equals(current)) {
      return id;
    }
    var parent = standing.structure().channels().get(id);
    if (parent == null
        || parent.type() != Channel.CATEGORY
        || type == Channel.CATEGORY
        || !standing.mayView(parent)) {
      throw ProblemException.invalid(
          "parent_id", "NO_CATEGORY", "must be a category of this server, and is for no category");
    }
    return id;
  }
}
