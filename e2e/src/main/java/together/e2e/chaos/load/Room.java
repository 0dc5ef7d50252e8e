package together.e2e.chaos.load;

/**
 * A text channel of the run.
 *
 * @param name as {@code square}
 */
record Room(String name, String guild, String channel) {}
