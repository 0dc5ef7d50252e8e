package together.message.search;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A place in a message's content, in UTF-16 units, as JavaScript and Java count.
 *
 * @param start of its first
 * @param end behind its last
 */
public record HighlightView(
    @Schema(description = "UTF-16 units of the content before it") int start,
    @Schema(description = "UTF-16 units up to its end") int end) {}
