package together.guild.member;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import together.platform.request.Patch;

/**
 * What changes of a member.
 *
 * @param communicationDisabledUntil end of the time-out, at most 28 days from now; null or past
 *     ends it
 */
public record UpdateMemberRequest(
    @Schema(implementation = String.class, nullable = true, maxLength = 32) Patch<String> nick,
    @Schema(implementation = Instant.class, nullable = true)
        Patch<Instant> communicationDisabledUntil) {
  static final UpdateMemberRequest EMPTY =
      new UpdateMemberRequest(new Patch.Absent<>(), new Patch.Absent<>());
}
