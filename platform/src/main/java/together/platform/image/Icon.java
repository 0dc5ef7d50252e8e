package together.platform.image;

import java.util.List;

/**
 * A picture in the sizes in which it is served.
 *
 * @param hash of the pictures: part of their address, which nobody guesses
 */
public record Icon(String hash, List<ScaledImage> images) {}
