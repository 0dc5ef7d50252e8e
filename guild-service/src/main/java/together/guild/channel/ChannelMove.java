package together.guild.channel;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import together.platform.request.Patch;

/**
 * Where a channel is to stand.
 *
 * @param position lower ones come first; of equal ones the older channel does
 * @param parentId the category it is to be in; null: none
 * @param lockPermissions whether it is to have the overrides of that category from now on
 */
public record ChannelMove(
    @Schema(required = true) @Nullable Long id,
    @Schema(implementation = Integer.class, minimum = "0", maximum = "10000")
        Patch<Integer> position,
    @Schema(implementation = Long.class, nullable = true) Patch<Long> parentId,
    @Nullable Boolean lockPermissions) {}
