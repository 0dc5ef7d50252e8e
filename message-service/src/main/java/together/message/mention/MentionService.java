package together.message.mention;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import together.message.access.ChannelGrant;
import together.message.access.MentionRules;
import together.message.author.AuthorDirectory;
import together.permission.Permission;
import together.proto.MentionsRequest;
import together.proto.MentionsResponse;
import together.proto.Message;
import together.proto.User;

/** Finds out whom and what a text mentions under its author's permission. */
@ApplicationScoped
public class MentionService {
  private final MentionRules rules;
  private final AuthorDirectory users;

  MentionService(MentionRules rules, AuthorDirectory users) {
    this.rules = rules;
    this.users = users;
  }

  /**
   * A text's mentions.
   *
   * @param grant the author's in the channel
   * @param repliedTo the author of what it answers; 0: it is no reply
   */
  public Mentioned resolve(
      long authorId,
      long channelId,
      ChannelGrant grant,
      String content,
      AllowedMentions allowed,
      long repliedTo) {
    if (repliedTo == 0 && !Candidates.mayBeIn(content)) {
      return Mentioned.NOBODY;
    }
    var named = Candidates.of(content);
    boolean everyone =
        grant.guildId() != 0
            && grant.has(Permission.MENTION_EVERYONE)
            && allowed.everyone(named.everyone());
    var wantedUsers = new LinkedHashSet<>(allowed.users(named.users()));
    if (repliedTo != 0 && allowed.replied()) {
      wantedUsers.add(repliedTo);
    }
    var request =
        MentionsRequest.newBuilder()
            .setChannelId(channelId)
            .setAuthorId(authorId)
            .addAllUserIds(wantedUsers)
            .addAllRoleIds(allowed.roles(named.roles()))
            .addAllChannelIds(named.channels());
    if (request.getUserIdsCount() + request.getRoleIdsCount() + request.getChannelIdsCount() == 0) {
      return everyone ? new Mentioned(List.of(), List.of(), List.of(), true) : Mentioned.NOBODY;
    }
    return mentioned(rules.allowed(request.build()), everyone);
  }

  /**
   * An edited text's mentions: all that it names, and the author replied to when the message
   * mentioned that one before without naming them.
   */
  public Mentioned again(Message before, ChannelGrant grant, String content) {
    long answered =
        before.hasReferencedMessage() ? before.getReferencedMessage().getAuthor().getId() : 0;
    boolean mentioned =
        before.getMentionsList().stream().anyMatch(user -> user.getId() == answered);
    return resolve(
        before.getAuthor().getId(),
        before.getChannelId(),
        grant,
        content,
        AllowedMentions.ALL,
        mentioned ? answered : 0);
  }

  private Mentioned mentioned(MentionsResponse answer, boolean everyone) {
    var known = users.find(new LinkedHashSet<>(answer.getUserIdsList()));
    List<User> mentioned =
        answer.getUserIdsList().stream().map(id -> Objects.requireNonNull(known.get(id))).toList();
    return new Mentioned(mentioned, answer.getRoleIdsList(), answer.getChannelIdsList(), everyone);
  }
}
