package together.message.search;

import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import together.message.post.MessageView;

/**
 * A page of hits.
 *
 * @param messages as everywhere
 * @param highlights by the message's id; of a search without words none
 * @param next what to give as {@code next} for the page after; null: there is none
 */
public record SearchView(
    List<MessageView> messages,
    @Schema(description = "By a message's id, where its content says the words")
        Map<Long, List<HighlightView>> highlights,
    @Schema(description = "The next page's `next`; null: this is the last")
        @Nullable String next) {}
