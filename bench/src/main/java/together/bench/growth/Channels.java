package together.bench.growth;

import java.util.List;

/**
 * Where messages are put, and who says them.
 *
 * @param guilds of each channel its guild
 * @param channels ids
 * @param authors ids
 * @param tokens access tokens of those who may read all channels, the authors
 */
public record Channels(
    List<Long> guilds, List<Long> channels, List<Long> authors, List<String> tokens) {}
