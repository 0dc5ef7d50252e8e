package together.guild.channel;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import together.platform.request.Patch;

/** What changes of a channel. */
public record UpdateChannelRequest(
    @Schema(implementation = String.class, minLength = 1, maxLength = 100) Patch<String> name,
    @Schema(implementation = String.class, nullable = true, maxLength = 1024) Patch<String> topic,
    @Schema(implementation = Integer.class, minimum = "0", maximum = "10000")
        Patch<Integer> position,
    @Schema(implementation = Long.class, nullable = true) Patch<Long> parentId,
    @Schema(implementation = Integer.class, minimum = "0", maximum = "21600")
        Patch<Integer> rateLimitPerUser,
    @Schema(implementation = Integer.class, minimum = "0", maximum = "99")
        Patch<Integer> userLimit) {
  static final UpdateChannelRequest EMPTY =
      new UpdateChannelRequest(
          new Patch.Absent<>(),
          new Patch.Absent<>(),
          new Patch.Absent<>(),
          new Patch.Absent<>(),
          new Patch.Absent<>(),
          new Patch.Absent<>());
}
