package together.message.search;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The query parameters of a search, as they came. */
record SearchParameters(
    @Nullable String q,
    @Nullable String authorId,
    @Nullable String mentions,
    List<String> channelIds,
    List<String> has,
    @Nullable String pinned,
    @Nullable String after,
    @Nullable String before,
    @Nullable String sort,
    @Nullable String limit,
    @Nullable String next) {}
