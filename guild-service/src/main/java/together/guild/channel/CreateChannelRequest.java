package together.guild.channel;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A new channel.
 *
 * @param type 0 text, 2 voice, 4 category
 * @param parentId the category it is in
 * @param permissionOverwrites absent: those of the category
 */
public record CreateChannelRequest(
    @Schema(required = true, minLength = 1, maxLength = 100) @Nullable String name,
    @Schema(defaultValue = "0") @Nullable Integer type,
    @Schema(maxLength = 1024) @Nullable String topic,
    @Nullable Long parentId,
    @Schema(minimum = "0", maximum = "21600") @Nullable Integer rateLimitPerUser,
    @Schema(minimum = "0", maximum = "99") @Nullable Integer userLimit,
    @Nullable List<OverwriteRequest> permissionOverwrites) {
  static final CreateChannelRequest EMPTY =
      new CreateChannelRequest(null, null, null, null, null, null, null);
}
