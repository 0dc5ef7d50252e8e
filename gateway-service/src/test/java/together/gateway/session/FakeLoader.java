package together.gateway.session;

import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import together.gateway.access.FakeServices;
import together.gateway.audience.GuildView;
import together.gateway.audience.Membership;
import together.gateway.frame.ServerFrames;
import together.gateway.log.Cursor;
import together.gateway.presence.GuildPresences;
import together.proto.Guild;
import together.proto.GuildVoiceStates;
import together.proto.OwnResponse;

/** Answers loads when the test says so, with what the services know at that moment. */
final class FakeLoader extends SessionLoader {
  private final FakeServices services;
  private final Set<Long> following = new HashSet<>();
  private final ArrayDeque<Runnable> waiting = new ArrayDeque<>();

  FakeLoader(FakeServices services, GuildPresences presences, TestLimits limits) {
    super(
        services.guildClient(),
        services.messageClient(),
        services.userClient(),
        services.voiceClient(),
        presences,
        limits);
    this.services = services;
    epoch("epoch");
  }

  boolean isAsked() {
    return !waiting.isEmpty();
  }

  /** Answers the oldest load that waits. */
  void answer() {
    waiting.remove().run();
  }

  @Override
  Executor threads() {
    return Runnable::run;
  }

  @Override
  void ready(
      long userId,
      String sessionId,
      Cursor cursor,
      Consumer<Ready> done,
      Consumer<Throwable> failed) {
    waiting.add(() -> {
      long version = presences().version();
      var loaded = load(userId, Set.of());
      var whole =
          loaded.guilds().stream().filter(guild -> !following.contains(guild.view().id())).toList();
      var rest =
          loaded.guilds().stream()
              .map(guild -> guild.view().id())
              .filter(following::contains)
              .toList();
      done.accept(
          new Ready(
              ready(rest.isEmpty() ? cursor : cursor.partial()),
              new LoadedState(whole, loaded.privateChannels(), loaded.own()),
              rest,
              version));
    });
  }

  /** READY has this guild by name only. */
  void follows(long guildId) {
    following.add(guildId);
  }

  @Override
  void rest(long userId, Set<Long> named, Consumer<Rest> done, Consumer<Throwable> failed) {
    waiting.add(() -> done.accept(new Rest(load(userId, named).guilds(), services.readStates)));
  }

  @Override
  void guilds(
      long userId, Set<Long> named, Consumer<LoadedState> done, Consumer<Throwable> failed) {
    waiting.add(() -> done.accept(load(userId, named)));
  }

  private static byte[] ready(Cursor cursor) {
    return ServerFrames.dispatch(
        "READY",
        null,
        json -> {
          json.writeStartObject();
          json.writeFieldName("cursor");
          cursor.write(json);
          json.writeEndObject();
        });
  }

  private LoadedState load(long userId, Set<Long> named) {
    var found = services.guildClient().session(userId, named);
    presences().members().ensure(found.getGuildsList().stream().map(Guild::getId).toList());
    return new LoadedState(
        found.getGuildsList().stream().map(guild -> loaded(userId, guild)).toList(),
        found.getPrivateChannelsList(),
        named.isEmpty() ? services.userClient().own(userId) : OwnResponse.getDefaultInstance());
  }

  private static LoadedGuild loaded(long userId, Guild guild) {
    var view = GuildView.of(guild);
    var roles = guild.getMember().getRolesList();
    var seen = guild.toBuilder().clearChannels().addAllChannels(view.visibleTo(userId, roles));
    return new LoadedGuild(
        view,
        seen.build(),
        Membership.of(guild.getMember()),
        GuildVoiceStates.getDefaultInstance(),
        new Contained(guild.getRevision(), 0));
  }
}
