package together.message.post;

import static together.permission.Permission.ATTACH_FILES;
import static together.permission.Permission.READ_MESSAGE_HISTORY;
import static together.permission.Permission.SEND_MESSAGES;
import static together.permission.Permission.VIEW_CHANNEL;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumSet;
import java.util.concurrent.TimeUnit;
import together.message.MessageProblem;
import together.message.access.ChannelAccess;
import together.message.access.ChannelGrant;
import together.message.attachment.MessageFiles;
import together.permission.Permission;
import together.platform.problem.ProblemException;
import together.proto.Message;

/** Posts messages, for REST and for the socket alike. */
@ApplicationScoped
public class MessageService {
  private final ChannelAccess access;
  private final Drafts drafts;
  private final MessageReader reader;
  private final PostWriter writer;
  private final PostMetrics metrics;
  private final PostSettings settings;

  MessageService(
      ChannelAccess access,
      Drafts drafts,
      MessageReader reader,
      PostWriter writer,
      PostMetrics metrics,
      PostSettings settings) {
    this.access = access;
    this.drafts = drafts;
    this.reader = reader;
    this.writer = writer;
    this.metrics = metrics;
    this.settings = settings;
  }

  /**
   * Posts a message; when this returns, it is durable and its event will reach the log. Answers
   * within the deadline. After a problem with status 503 only a repeat with its nonce tells whether
   * it was stored: a connection may break in the middle of a commit.
   */
  public Posted post(long userId, long channelId, PostMessageRequest request) {
    var deadline = Deadline.in(settings.deadline());
    // First: to whoever may not see the channel, whatever is posted there is posted nowhere.
    var grant = authorize(userId, channelId, request);
    var draft = drafts.draft(userId, channelId, grant, request);
    return switch (writer.write(draft, deadline)) {
      case Outcome.Created(var created) -> new Posted(created, true);
      case Outcome.Repeated(var messageId) -> new Posted(first(channelId, messageId), false);
      case Outcome.WithoutFiles() -> throw MessageFiles.unknown();
      case Outcome.TooSoon(var millis) -> throw tooSoon(grant.slowMode(), millis);
    };
  }

  private static ProblemException tooSoon(int slowMode, long millis) {
    int seconds = Math.toIntExact(Math.ceilDiv(millis, 1_000));
    return ProblemException.later(
        MessageProblem.SLOW_MODE,
        "one message in " + slowMode + " s here; the next one in " + seconds + " s",
        seconds);
  }

  private ChannelGrant authorize(long userId, long channelId, PostMessageRequest request) {
    long before = System.nanoTime();
    try {
      return access.authorize(userId, channelId, needed(request));
    } finally {
      metrics.authorise().record(System.nanoTime() - before, TimeUnit.NANOSECONDS);
    }
  }

  private static Permission[] needed(PostMessageRequest request) {
    var needed = EnumSet.of(VIEW_CHANNEL, SEND_MESSAGES);
    if (request.referenceId() != null) {
      // A reply shows what it answers, to its author too.
      needed.add(READ_MESSAGE_HISTORY);
    }
    if (!request.files().isEmpty()) {
      needed.add(ATTACH_FILES);
    }
    return needed.toArray(Permission[]::new);
  }

  private Message first(long channelId, long messageId) {
    return reader
        .find(channelId, messageId)
        .orElseThrow(() ->
            MessageProblem.UNKNOWN_MESSAGE.because(
                "this nonce made a message that has been deleted since"));
  }
}
