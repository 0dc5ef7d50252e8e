package together.gateway.access;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import together.gateway.memberlist.MemberSource;
import together.proto.Guild;
import together.proto.GuildAccessGrpc;
import together.proto.GuildMemberIds;
import together.proto.GuildVoiceStates;
import together.proto.MembersRequest;
import together.proto.MembersResponse;
import together.proto.Message;
import together.proto.MessagesGrpc;
import together.proto.NotificationSettings;
import together.proto.OwnResponse;
import together.proto.PrivateChannel;
import together.proto.ReadState;
import together.proto.ReadStatesGuild;
import together.proto.ReadStatesResponse;
import together.proto.Relationship;
import together.proto.RevokedPosition;
import together.proto.RevokedSessionsResponse;
import together.proto.SendMessageRequest;
import together.proto.SendMessageResponse;
import together.proto.SessionResponse;
import together.proto.SessionsGrpc;
import together.proto.UpdateVoiceStateRequest;
import together.proto.UpdateVoiceStateResponse;
import together.proto.User;
import together.proto.UserDirectoryGrpc;
import together.proto.UserSettings;
import together.proto.VoiceGrpc;

/** The services behind the gateway, as the tests want them. */
public final class FakeServices {
  /** The guilds of each user, whole, with the user's own member. */
  public final Map<Long, List<Guild>> guilds = new TreeMap<>();

  public final List<GuildVoiceStates> voiceStates = new ArrayList<>();

  /** By id. */
  public final Map<Long, PrivateChannel> privateChannels = new TreeMap<>();

  public final List<ReadState> readStates = new ArrayList<>();
  public NotificationSettings settings = NotificationSettings.getDefaultInstance();

  /** By user: how they stand to others, as of {@link #ownRevision}. */
  public final Map<Long, List<Relationship>> relationships = new TreeMap<>();

  public long ownRevision = 1;

  /** By user, as of {@link #ownRevision}. */
  public final Map<Long, UserSettings> userSettings = new TreeMap<>();

  public final List<SendMessageRequest> sent = new ArrayList<>();
  public UpdateVoiceStateResponse voiceAnswer = UpdateVoiceStateResponse.getDefaultInstance();
  public final List<String> endedVoiceSessions = new ArrayList<>();

  /** How often named members were read. */
  public final AtomicInteger memberReads = new AtomicInteger();

  /** So many of the next questions to guild- and message-service fail. */
  public final AtomicInteger failures = new AtomicInteger();

  /** Who has been given the guild; ids only when they are not too many. */
  public GuildMemberIds memberIds(long guildId, int most) {
    var found = GuildMemberIds.newBuilder().setGuildId(guildId);
    guilds.forEach((user, own) -> {
      for (var guild : own) {
        if (guild.getId() == guildId) {
          found.addUserIds(user).setRevision(Math.max(found.getRevision(), guild.getRevision()));
        }
      }
    });
    found.setMemberCount(found.getUserIdsCount());
    return found.getMemberCount() > most ? found.clearUserIds().build() : found.build();
  }

  /** guild-service as member lists ask it: the members are who has been given the guild. */
  public MemberSource memberSource() {
    return new MemberSource() {
      @Override
      public Guild guild(long guildId) {
        answerOrFail();
        return holders(guildId).values().stream().findFirst().orElseThrow();
      }

      @Override
      public MembersResponse members(MembersRequest request) {
        answerOrFail();
        if (request.getUserIdsCount() > 0) {
          memberReads.incrementAndGet();
        }
        var all = holders(request.getGuildId());
        var response = MembersResponse.newBuilder();
        all.forEach((user, guild) -> {
          boolean wanted =
              request.getUserIdsCount() > 0
                  ? request.getUserIdsList().contains(user)
                  : user > request.getAfter() && response.getMembersCount() < request.getLimit();
          if (wanted) {
            var own = User.newBuilder().setId(user).setUsername("user " + user);
            response.addMembers(guild.getMember().toBuilder().setUser(own));
          }
        });
        return response.build();
      }
    };
  }

  private Map<Long, Guild> holders(long guildId) {
    var found = new TreeMap<Long, Guild>();
    guilds.forEach((user, own) ->
        own.stream()
            .filter(guild -> guild.getId() == guildId)
            .forEach(guild -> found.put(user, guild)));
    return found;
  }

  private void answerOrFail() {
    if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      throw Status.UNAVAILABLE.asRuntimeException();
    }
  }

  private static boolean has(PrivateChannel channel, long userId) {
    return channel.getRecipientsList().stream().anyMatch(user -> user.getId() == userId);
  }

  public GuildClient guildClient() {
    return new GuildClient(GuildAccessGrpc.newBlockingStub(new Nowhere())) {
      @Override
      public SessionResponse session(long userId, Collection<Long> named) {
        answerOrFail();
        var response = SessionResponse.newBuilder();
        guilds.getOrDefault(userId, List.of()).stream()
            .filter(guild -> named.isEmpty() || named.contains(guild.getId()))
            .forEach(response::addGuilds);
        privateChannels.values().stream()
            .filter(channel -> named.isEmpty() || named.contains(channel.getId()))
            .filter(channel -> has(channel, userId))
            .forEach(response::addPrivateChannels);
        return response.build();
      }

      @Override
      public long openDm(long userId, long recipientId) {
        answerOrFail();
        return privateChannels.values().stream()
            .filter(channel -> has(channel, userId) && has(channel, recipientId))
            .findFirst()
            .orElseThrow(() -> Status.NOT_FOUND.asRuntimeException())
            .getId();
      }

      @Override
      public List<GuildMemberIds> memberIds(Collection<Long> guildIds, int most) {
        answerOrFail();
        return guildIds.stream().map(id -> FakeServices.this.memberIds(id, most)).toList();
      }
    };
  }

  public MessageClient messageClient() {
    return new MessageClient(MessagesGrpc.newBlockingStub(new Nowhere())) {
      @Override
      public ReadStatesResponse readStates(
          long userId, List<Long> channelIds, List<ReadStatesGuild> guilds) {
        return ReadStatesResponse.newBuilder()
            .addAllReadStates(
                readStates.stream()
                    .filter(state -> channelIds.contains(state.getChannelId()))
                    .toList())
            .setNotificationSettings(settings)
            .build();
      }

      @Override
      public SendMessageResponse send(SendMessageRequest request) {
        answerOrFail();
        sent.add(request);
        return SendMessageResponse.newBuilder()
            .setMessage(Message.newBuilder().setId(77).setContent(request.getContent()))
            .build();
      }
    };
  }

  public UserClient userClient() {
    return new UserClient(UserDirectoryGrpc.newBlockingStub(new Nowhere())) {
      @Override
      public OwnResponse own(long userId) {
        return OwnResponse.newBuilder()
            .setUser(User.newBuilder().setId(userId).setUsername("user " + userId))
            .setRevision(ownRevision)
            .setSettings(userSettings.getOrDefault(userId, UserSettings.getDefaultInstance()))
            .addAllRelationships(relationships.getOrDefault(userId, List.of()))
            .build();
      }
    };
  }

  /** {@code answer}: to a question from that position on. */
  public SessionsClient sessionsClient(
      Function<@Nullable RevokedPosition, RevokedSessionsResponse> answer) {
    return new SessionsClient(SessionsGrpc.newBlockingStub(new Nowhere())) {
      @Override
      public RevokedSessionsResponse revoked(@Nullable RevokedPosition after) {
        return answer.apply(after);
      }
    };
  }

  public VoiceClient voiceClient() {
    return new VoiceClient(VoiceGrpc.newBlockingStub(new Nowhere())) {
      @Override
      public List<GuildVoiceStates> states(List<Long> guildIds) {
        return voiceStates;
      }

      @Override
      public UpdateVoiceStateResponse update(UpdateVoiceStateRequest request) {
        answerOrFail();
        return voiceAnswer;
      }

      @Override
      public void endSession(long userId, String sessionId) {
        endedVoiceSessions.add(sessionId);
      }
    };
  }

  /** Nothing is called over it. */
  private static final class Nowhere extends Channel {
    @Override
    public <Q, R> ClientCall<Q, R> newCall(MethodDescriptor<Q, R> method, CallOptions options) {
      throw new AssertionError(method.getFullMethodName());
    }

    @Override
    public String authority() {
      return "nowhere";
    }
  }
}
