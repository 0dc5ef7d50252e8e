package together.message.testing;

import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Uni;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import together.proto.Emoji;
import together.proto.FindEmojisRequest;
import together.proto.FindEmojisResponse;
import together.proto.FoundEmoji;
import together.proto.GuildEmojiDirectory;

/** Plays guild-service's emojis: those a test has made. */
@GrpcService
public class FakeEmojis implements GuildEmojiDirectory {
  private final Map<Long, FoundEmoji> emojis = new ConcurrentHashMap<>();

  /** Makes or renames one. */
  public void put(long guildId, long id, String name) {
    var emoji = Emoji.newBuilder().setId(id).setName(name);
    emojis.put(id, FoundEmoji.newBuilder().setGuildId(guildId).setEmoji(emoji).build());
  }

  public void delete(long id) {
    emojis.remove(id);
  }

  @Override
  public Uni<FindEmojisResponse> find(FindEmojisRequest request) {
    var found = FindEmojisResponse.newBuilder();
    for (long id : request.getEmojiIdsList()) {
      if (emojis.containsKey(id)) {
        found.addEmojis(emojis.get(id));
      }
    }
    return Uni.createFrom().item(found.build());
  }
}
