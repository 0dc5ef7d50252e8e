package together.gateway.audience;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import together.permission.Overwrite;
import together.proto.Channel;
import together.proto.Guild;
import together.proto.GuildEvent;
import together.proto.PermissionOverwrite;
import together.proto.Role;

/**
 * A guild's structure at one revision: roles, channels, overrides, owner. Immutable; a guild event
 * leads to the next one.
 */
public final class GuildView {
  /** The contract's number of overrides for a member; 0 is for a role. */
  private static final int MEMBER = 1;

  private final Guild guild;
  private final Map<Long, Long> rolePermissions;
  private final Map<Long, Channel> channels;
  private final Map<Long, List<Overwrite>> overrides;
  private final Set<Long> overriddenUsers;

  /** The same structure at a later revision: a join must not cost a walk over all channels. */
  private GuildView(Guild guild, GuildView same) {
    this.guild = guild;
    this.rolePermissions = same.rolePermissions;
    this.channels = same.channels;
    this.overrides = same.overrides;
    this.overriddenUsers = same.overriddenUsers;
  }

  private GuildView(Guild guild) {
    this.guild = guild;
    this.rolePermissions = new HashMap<>();
    this.channels = new HashMap<>();
    this.overrides = new HashMap<>();
    this.overriddenUsers = new HashSet<>();
    guild.getRolesList().forEach(role -> rolePermissions.put(role.getId(), role.getPermissions()));
    for (var channel : guild.getChannelsList()) {
      channels.put(channel.getId(), channel);
      overrides.put(
          channel.getId(),
          channel.getPermissionOverwritesList().stream().map(GuildView::overwrite).toList());
    }
    for (var all : overrides.values()) {
      for (var override : all) {
        if (override.target() == Overwrite.Target.MEMBER) {
          overriddenUsers.add(override.targetId());
        }
      }
    }
  }

  private static Overwrite overwrite(PermissionOverwrite overwrite) {
    return new Overwrite(
        overwrite.getId(),
        overwrite.getType() == MEMBER ? Overwrite.Target.MEMBER : Overwrite.Target.ROLE,
        overwrite.getAllow(),
        overwrite.getDeny());
  }

  /** The view of a guild as guild-service tells it, with all its channels. */
  public static GuildView of(Guild guild) {
    return new GuildView(guild.toBuilder().clearMember().clearVoiceStates().build());
  }

  public long id() {
    return guild.getId();
  }

  public long revision() {
    return guild.getRevision();
  }

  long ownerId() {
    return guild.getOwnerId();
  }

  /** Permissions of every role by its id, {@code @everyone} included. */
  Map<Long, Long> rolePermissions() {
    return rolePermissions;
  }

  /** Overrides of every channel by its id. */
  Map<Long, List<Overwrite>> overrides() {
    return overrides;
  }

  Map<Long, Channel> channels() {
    return channels;
  }

  /** Whether some channel treats this user apart. */
  boolean hasOverride(long userId) {
    return overriddenUsers.contains(userId);
  }

  /** Whether the event changes who may see what. */
  static boolean isStructural(GuildEvent event) {
    return switch (event.getEventCase()) {
      case GUILD_CREATE,
          GUILD_UPDATE,
          GUILD_DELETE,
          GUILD_ROLE_CREATE,
          GUILD_ROLE_UPDATE,
          GUILD_ROLE_DELETE,
          CHANNEL_CREATE,
          CHANNEL_UPDATE,
          CHANNEL_DELETE ->
          true;
      case GUILD_MEMBER_ADD,
          GUILD_MEMBER_UPDATE,
          GUILD_MEMBER_REMOVE,
          INVITE_CREATE,
          INVITE_DELETE,
          GUILD_BAN_ADD,
          GUILD_BAN_REMOVE,
          GUILD_EMOJIS_UPDATE,
          PRIVATE_CHANNEL,
          MEMBER_PROFILE,
          EVENT_NOT_SET ->
          false;
    };
  }

  /** The guild after the event, which must be the one that follows this revision. */
  GuildView after(GuildEvent event) {
    var next = guild.toBuilder().setRevision(event.getSeq());
    switch (event.getEventCase()) {
      case GUILD_CREATE -> {
        return of(event.getGuildCreate());
      }
      case GUILD_UPDATE -> {
        var update = event.getGuildUpdate();
        next.setName(update.getName())
            .setOwnerId(update.getOwnerId())
            .setOpenToJoin(update.getOpenToJoin());
        if (update.hasDescription()) {
          next.setDescription(update.getDescription());
        } else {
          next.clearDescription();
        }
        if (update.hasIcon()) {
          next.setIcon(update.getIcon());
        } else {
          next.clearIcon();
        }
      }
      case GUILD_MEMBER_ADD -> next.setMemberCount(guild.getMemberCount() + 1);
      case GUILD_MEMBER_REMOVE -> next.setMemberCount(guild.getMemberCount() - 1);
      case GUILD_ROLE_CREATE -> put(next, event.getGuildRoleCreate().getRole());
      case GUILD_ROLE_UPDATE -> put(next, event.getGuildRoleUpdate().getRole());
      case GUILD_ROLE_DELETE -> removeRole(next, event.getGuildRoleDelete().getRoleId());
      case CHANNEL_CREATE -> put(next, event.getChannelCreate());
      case CHANNEL_UPDATE -> put(next, event.getChannelUpdate());
      case CHANNEL_DELETE -> removeChannel(next, event.getChannelDelete().getId());
      case GUILD_EMOJIS_UPDATE ->
          next.clearEmojis().addAllEmojis(event.getGuildEmojisUpdate().getEmojisList());
      case GUILD_DELETE,
          GUILD_MEMBER_UPDATE,
          INVITE_CREATE,
          INVITE_DELETE,
          GUILD_BAN_ADD,
          GUILD_BAN_REMOVE,
          PRIVATE_CHANNEL,
          MEMBER_PROFILE,
          EVENT_NOT_SET -> {
        // Nothing of the structure but the revision.
      }
    }
    return isStructural(event) ? new GuildView(next.build()) : new GuildView(next.build(), this);
  }

  private static void put(Guild.Builder guild, Role role) {
    removeRole(guild, role.getId());
    guild.addRoles(role);
  }

  private static void put(Guild.Builder guild, Channel channel) {
    removeChannel(guild, channel.getId());
    guild.addChannels(channel);
  }

  private static void removeRole(Guild.Builder guild, long id) {
    for (int i = 0; i < guild.getRolesCount(); i++) {
      if (guild.getRoles(i).getId() == id) {
        guild.removeRoles(i);
        return;
      }
    }
  }

  private static void removeChannel(Guild.Builder guild, long id) {
    for (int i = 0; i < guild.getChannelsCount(); i++) {
      if (guild.getChannels(i).getId() == id) {
        guild.removeChannels(i);
        return;
      }
    }
  }

  /** The channels a member with these roles may view, in the order of the guild. */
  public List<Channel> visibleTo(long userId, List<Long> roles) {
    var key = Group.Key.of(this, roles, userId);
    return guild.getChannelsList().stream()
        .filter(channel -> Sight.canView(this, key, channel.getId()))
        .toList();
  }
}
