package together.platform.image;

/**
 * A picture made here, of nothing but pixels: no metadata of the upload is left.
 *
 * @param size the one asked for, in pixels: its width and height, or ({@link Fit#WITHIN}) what both
 *     keep to
 * @param media {@code image/png} where something may be transparent, else {@code image/jpeg}
 */
public record ScaledImage(int size, String media, byte[] bytes) {}
