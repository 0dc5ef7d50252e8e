package together.guild.authority;

import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Uni;
import together.guild.emoji.EmojiEvents;
import together.guild.emoji.EmojiRepository;
import together.platform.grpc.VirtualCalls;
import together.proto.FindEmojisRequest;
import together.proto.FindEmojisResponse;
import together.proto.FoundEmoji;
import together.proto.GuildEmojiDirectory;

/** Tells the other services which emojis there are, and of which guild each is. */
@GrpcService
public class GuildEmojiDirectoryService implements GuildEmojiDirectory {
  private static final int MOST = 1000;

  private final EmojiRepository emojis;
  private final VirtualCalls calls;

  GuildEmojiDirectoryService(EmojiRepository emojis, VirtualCalls calls) {
    this.emojis = emojis;
    this.calls = calls;
  }

  @Override
  public Uni<FindEmojisResponse> find(FindEmojisRequest request) {
    return calls.answer(() -> {
      GuildAccessService.atMost(request.getEmojiIdsCount(), MOST, "emojis");
      var found = FindEmojisResponse.newBuilder();
      for (var emoji : emojis.named(request.getEmojiIdsList())) {
        found.addEmojis(
            FoundEmoji.newBuilder().setGuildId(emoji.guildId()).setEmoji(EmojiEvents.proto(emoji)));
      }
      return found.build();
    });
  }
}
