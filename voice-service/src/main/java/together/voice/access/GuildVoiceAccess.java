package together.voice.access;

import io.grpc.StatusRuntimeException;
import io.quarkus.grpc.GrpcClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Retry;
import together.proto.Authorization;
import together.proto.AuthorizeQuery;
import together.proto.AuthorizeRequest;
import together.proto.GuildAccessGrpc.GuildAccessBlockingStub;
import together.proto.SessionRequest;

/**
 * Asks guild-service over gRPC: 1 s a call, two more tries (all are reads), and a second's rest
 * after half of the last 20 calls failed.
 */
@ApplicationScoped
@Retry(maxRetries = 2, delay = 50, jitter = 25, retryOn = StatusRuntimeException.class)
@CircuitBreaker(requestVolumeThreshold = 20, delay = 1_000, failOn = StatusRuntimeException.class)
class GuildVoiceAccess implements VoiceAccess {
  private static final long DEADLINE_MILLIS = 1_000;

  /** Most queries that guild-service takes in one call. */
  private static final int MOST_QUERIES = 1_000;

  private final GuildAccessBlockingStub guild;

  GuildVoiceAccess(@GrpcClient("guild") GuildAccessBlockingStub guild) {
    this.guild = guild;
  }

  @Override
  public VoiceGrant ask(long userId, long channelId) {
    var needed = VoiceGrant.VIEW_CHANNEL | VoiceGrant.CONNECT_VOICE;
    var answer = authorize(userId, List.of(channelId), needed).getFirst();
    return new VoiceGrant(
        answer.getPermissions(),
        answer.getRevision(),
        answer.getGuildId(),
        answer.getType(),
        answer.getUserLimit());
  }

  @Override
  public Set<Long> visible(long userId, Collection<Long> channelIds) {
    var asked = List.copyOf(channelIds);
    var visible = new HashSet<Long>();
    for (int from = 0; from < asked.size(); from += MOST_QUERIES) {
      var part = asked.subList(from, Math.min(asked.size(), from + MOST_QUERIES));
      var answers = authorize(userId, part, VoiceGrant.VIEW_CHANNEL);
      for (int i = 0; i < part.size(); i++) {
        if (answers.get(i).getAllowed()) {
          visible.add(part.get(i));
        }
      }
    }
    return visible;
  }

  @Override
  public boolean isMember(long userId, long guildId) {
    var request = SessionRequest.newBuilder().setUserId(userId).addGuildIds(guildId).build();
    return stub().session(request).getGuildsCount() > 0;
  }

  private List<Authorization> authorize(long userId, List<Long> channelIds, long needed) {
    var queries = new ArrayList<AuthorizeQuery>(channelIds.size());
    for (var channelId : channelIds) {
      queries.add(
          AuthorizeQuery.newBuilder()
              .setUserId(userId)
              .setChannelId(channelId)
              .setNeeded(needed)
              .build());
    }
    var answers =
        stub()
            .authorize(AuthorizeRequest.newBuilder().addAllQueries(queries).build())
            .getAuthorizationsList();
    if (answers.size() != queries.size()) {
      throw new IllegalStateException(
          queries.size() + " queries got " + answers.size() + " answers");
    }
    return answers;
  }

  private GuildAccessBlockingStub stub() {
    return guild.withDeadlineAfter(DEADLINE_MILLIS, TimeUnit.MILLISECONDS);
  }
}
