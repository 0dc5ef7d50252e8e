package together.message.search;

/** Which hits come first. */
enum Sort {
  NEWEST,
  /** By how well they fit, see {@link Relevance}. */
  RELEVANCE
}
