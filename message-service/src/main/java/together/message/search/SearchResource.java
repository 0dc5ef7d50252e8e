package together.message.search;

import jakarta.ws.rs.QueryParam;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** What both routes of searches take. */
public abstract class SearchResource {
  static final String DESCRIPTION =
      "A hit meets all that is asked for, of which there has to be something; its content contains"
          + " every word of q, or a word containing it, whatever the case. Hits are of channels whose"
          + " history the caller may read now (READ_MESSAGE_HISTORY). A page may have fewer"
          + " messages than limit, even none, and a next all the same: then this is how far one"
          + " request has looked.";

  @Parameter(description = "Words, separated by white space; at most 16, and 256 characters")
  @QueryParam("q")
  @Nullable String q;

  @Parameter(description = "Whose", schema = @Schema(implementation = Long.class))
  @QueryParam("author_id")
  @Nullable String authorId;

  @Parameter(
      description = "A user whom the message mentions",
      schema = @Schema(implementation = Long.class))
  @QueryParam("mentions")
  @Nullable String mentions;

  @Parameter(description = "In which; may be given many times; without, in all")
  @QueryParam("channel_id")
  List<String> channelIds = List.of();

  @Parameter(description = "link, file or image; may be given many times: all of them")
  @QueryParam("has")
  List<String> has = List.of();

  @Parameter(description = "true or false", schema = @Schema(implementation = Boolean.class))
  @QueryParam("pinned")
  @Nullable String pinned;

  @Parameter(
      description = "Newer than this id; it need not exist",
      schema = @Schema(implementation = Long.class))
  @QueryParam("after")
  @Nullable String after;

  @Parameter(
      description = "Older than this id; it need not exist",
      schema = @Schema(implementation = Long.class))
  @QueryParam("before")
  @Nullable String before;

  @Parameter(description = "newest, the default, or relevance: the newest 1,000 hits, ranked")
  @QueryParam("sort")
  @Nullable String sort;

  @Parameter(
      description = "1..100",
      schema = @Schema(implementation = Integer.class, defaultValue = "50"))
  @QueryParam("limit")
  @Nullable String limit;

  @Parameter(description = "Of the page before, whose other parameters were the same")
  @QueryParam("next")
  @Nullable String next;

  final SearchParameters parameters() {
    return new SearchParameters(
        q, authorId, mentions, channelIds, has, pinned, after, before, sort, limit, next);
  }
}
