package together.voice.testing;

import io.quarkus.grpc.GrpcClient;
import io.quarkus.grpc.GrpcService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import together.proto.Authorization;
import together.proto.EndVoiceSessionRequest;
import together.proto.GuildVoiceStates;
import together.proto.UpdateVoiceStateRequest;
import together.proto.UpdateVoiceStateResponse;
import together.proto.VoiceGrpc.VoiceBlockingStub;
import together.proto.VoiceState;
import together.proto.VoiceStatesRequest;

/** Plays a gateway: guilds, channels and users of a test, and what their sessions do. */
@ApplicationScoped
public class Rooms {
  public static final long VIEW = 1L << 10;
  public static final long CONNECT = 1L << 20;
  public static final int VOICE = 2;

  private final AtomicLong lastId = new AtomicLong(System.nanoTime());
  private final FakeGuilds guilds;

  @Inject
  @GrpcClient("voice")
  VoiceBlockingStub voice;

  Rooms(@GrpcService FakeGuilds guilds) {
    this.guilds = guilds;
  }

  public long newId() {
    return lastId.incrementAndGet();
  }

  /** A new user who may join the channel. */
  public long member(long guildId, long channelId) {
    long user = newId();
    allow(user, guildId, channelId, VIEW | CONNECT, VOICE);
    return user;
  }

  public void allow(long user, long guildId, long channelId, long permissions, int type) {
    allow(user, guildId, channelId, permissions, type, 0);
  }

  /** In a channel where there may be so many; 0: any number. */
  public void allow(
      long user, long guildId, long channelId, long permissions, int type, int userLimit) {
    guilds.grant(
        user,
        channelId,
        Authorization.newBuilder()
            .setPermissions(permissions)
            .setGuildId(guildId)
            .setRevision(7)
            .setType(type)
            .setUserLimit(userLimit)
            .build());
  }

  /** A request to join, of the user's session {@code s<user>} on process {@code n<user>}. */
  public UpdateVoiceStateRequest.Builder request(long user, long guildId, long channelId) {
    return UpdateVoiceStateRequest.newBuilder()
        .setUserId(user)
        .setSessionId("s" + user)
        .setIncarnation("n" + user)
        .setGuildId(guildId)
        .setChannelId(channelId);
  }

  public UpdateVoiceStateResponse send(UpdateVoiceStateRequest.Builder request) {
    return voice.update(request.build());
  }

  /** Joins, and must succeed. */
  public void join(long user, long guildId, long channelId) {
    var answer = send(request(user, guildId, channelId));
    if (answer.hasProblem()) {
      throw new AssertionError(answer.getProblem());
    }
  }

  public void leave(long user, long guildId) {
    send(request(user, guildId, 0).clearChannelId());
  }

  public void endSession(long user) {
    var session =
        EndVoiceSessionRequest.newBuilder().setUserId(user).setSessionId("s" + user).build();
    var done = voice.endSession(session);
    if (done.getSerializedSize() != 0) {
      throw new AssertionError(done);
    }
  }

  public GuildVoiceStates guild(long guildId) {
    return voice
        .withDeadlineAfter(20, TimeUnit.SECONDS)
        .states(VoiceStatesRequest.newBuilder().addGuildIds(guildId).build())
        .getGuilds(0);
  }

  public List<VoiceState> states(long guildId) {
    return guild(guildId).getStatesList();
  }
}
