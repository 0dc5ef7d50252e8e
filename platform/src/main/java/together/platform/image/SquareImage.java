package together.platform.image;

/**
 * A picture made here, of nothing but pixels: no metadata of the upload is left.
 *
 * @param size width and height, in pixels
 * @param media {@code image/png} where something may be transparent, else {@code image/jpeg}
 */
public record SquareImage(int size, String media, byte[] bytes) {}
