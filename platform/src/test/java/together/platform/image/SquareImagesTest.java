package together.platform.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import together.platform.problem.ProblemException;

class SquareImagesTest {
  /** A lossless WebP of one red pixel. */
  private static final byte[] WEBP =
      Base64.getDecoder().decode("UklGRhwAAABXRUJQVlA4TA8AAAAvAAAAAAcQ/Y/+ByKi/wEA");

  private final SquareImages images = new SquareImages(2, 96);

  /**
   * Left half red, right half blue; what lies below a fifth is see-through, if something may be.
   */
  private static byte[] picture(String format, int width, int height) {
    boolean opaque = format.equals("jpeg");
    var picture =
        new BufferedImage(
            width, height, opaque ? BufferedImage.TYPE_INT_RGB : BufferedImage.TYPE_INT_ARGB);
    var graphics = picture.createGraphics();
    graphics.setColor(Color.RED);
    graphics.fillRect(0, 0, width / 2, opaque ? height : height / 5);
    graphics.setColor(Color.BLUE);
    graphics.fillRect(width / 2, 0, width - width / 2, opaque ? height : height / 5);
    graphics.dispose();
    var bytes = new ByteArrayOutputStream();
    try {
      assertTrue(ImageIO.write(picture, format, bytes));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return bytes.toByteArray();
  }

  private static BufferedImage read(SquareImage image) {
    try {
      return ImageIO.read(new ByteArrayInputStream(image.bytes()));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private List<SquareImage> squares(byte[] upload) {
    return images.of(
        "icon", new ByteArrayInputStream(upload), 8 << 20, Fit.COVER, List.of(128, 512));
  }

  private String refusal(byte[] upload) {
    var problem = assertThrows(ProblemException.class, () -> squares(upload));
    assertEquals("icon", problem.errors().getFirst().field());
    return problem.errors().getFirst().code();
  }

  private static boolean near(int rgb, Color color) {
    var got = new Color(rgb, true);
    return Math.abs(got.getRed() - color.getRed()) < 40
        && Math.abs(got.getBlue() - color.getBlue()) < 40
        && Math.abs(got.getAlpha() - color.getAlpha()) < 40;
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpeg", "gif"})
  void makesSquaresOfTheMiddle(String format) {
    var made = squares(picture(format, 1200, 300));
    assertEquals(List.of(128, 512), made.stream().map(SquareImage::size).toList());
    for (var image : made) {
      assertEquals(format.equals("jpeg") ? "image/jpeg" : "image/png", image.media());
      var picture = read(image);
      assertEquals(image.size(), picture.getWidth());
      assertEquals(image.size(), picture.getHeight());
      assertTrue(near(picture.getRGB(image.size() / 4, 4), Color.RED));
      assertTrue(near(picture.getRGB(image.size() * 3 / 4, 4), Color.BLUE));
      var below = format.equals("jpeg") ? Color.RED : new Color(0, true);
      assertEquals(
          below.getAlpha(), new Color(picture.getRGB(4, image.size() - 4), true).getAlpha(), 3);
    }
  }

  @Test
  void aSmallPictureGrowsAndALargeOneIsReadInParts() {
    assertEquals(512, read(squares(picture("png", 3, 2)).get(1)).getWidth());
    var large = read(squares(picture("jpeg", 4000, 4000)).get(1));
    assertTrue(near(large.getRGB(100, 400), Color.RED));
  }

  @Test
  void readsWebP() {
    var picture = read(squares(WEBP).getFirst());
    assertEquals(128, picture.getHeight());
  }

  @Test
  void containKeepsAllOfIt() {
    var wide = new ByteArrayInputStream(picture("jpeg", 400, 100));
    var made = images.of("image", wide, 8 << 20, Fit.CONTAIN, List.of(128)).getFirst();
    var picture = read(made);
    assertEquals("image/png", made.media());
    assertTrue(near(picture.getRGB(4, 64), Color.RED));
    assertTrue(near(picture.getRGB(124, 64), Color.BLUE));
    assertEquals(0, picture.getRGB(64, 4) >>> 24);
  }

  @Test
  void leavesNothingOfTheUploadButPixels() {
    var jpeg = picture("jpeg", 100, 100);
    var secret = "where I live".getBytes(US_ASCII);
    var segment = ByteBuffer.allocate(4 + secret.length);
    segment.putShort((short) 0xfffe).putShort((short) (secret.length + 2)).put(secret);
    var tagged = new ByteArrayOutputStream();
    tagged.write(jpeg, 0, 2);
    tagged.writeBytes(segment.array());
    tagged.write(jpeg, 2, jpeg.length - 2);
    for (var made : squares(tagged.toByteArray())) {
      assertFalse(new String(made.bytes(), ISO_8859_1).contains("where I live"));
    }
  }

  @Test
  void refusesMoreBytesThanFit() {
    var png = picture("png", 50, 50);
    var problem =
        assertThrows(
            ProblemException.class,
            () ->
                images.of(
                    "icon",
                    new ByteArrayInputStream(png),
                    png.length - 1,
                    Fit.COVER,
                    List.of(128)));
    assertEquals(413, problem.type().status());
  }

  @Test
  void refusesWhatIsNoImage() {
    assertEquals("UNKNOWN_FORMAT", refusal(new byte[0]));
    assertEquals("UNKNOWN_FORMAT", refusal("<svg onload='alert(1)'/>".getBytes(US_ASCII)));
    var png = picture("png", 100, 100);
    assertEquals("UNREADABLE", refusal(Arrays.copyOf(png, 20)));
    assertEquals("UNREADABLE", refusal(Arrays.copyOf(picture("gif", 9, 9), 9)));
    assertEquals("UNREADABLE", refusal(Arrays.copyOf(WEBP, 14)));
  }

  @Test
  void refusesMorePixelsThanFitBeforeDecodingThem() {
    var png = picture("png", 10, 10);
    // Width and height of the header, and its checksum.
    var bomb = ByteBuffer.wrap(png.clone());
    bomb.putInt(16, 65_535).putInt(20, 65_535);
    var check = new CRC32();
    check.update(bomb.array(), 12, 17);
    bomb.putInt(29, (int) check.getValue());
    assertEquals("TOO_MANY_PIXELS", refusal(bomb.array()));
  }

  @Test
  void refusesAnAnimationOfTooManyFrames() {
    var gif = picture("gif", 1, 1);
    int frame = indexOf(gif, (byte) 0x2c);
    int trailer = gif.length - 1;
    var long_ = new ByteArrayOutputStream();
    long_.write(gif, 0, frame);
    for (int i = 0; i < 501; i++) {
      long_.write(gif, frame, trailer - frame);
    }
    long_.write(0x3b);
    assertEquals("TOO_MANY_FRAMES", refusal(long_.toByteArray()));
  }

  private static int indexOf(byte[] bytes, byte wanted) {
    // After the header and the colours, which a picture of these few has only small ones of.
    for (int i = bytes.length - 1; i >= 0; i--) {
      if (bytes[i] == wanted) {
        return i;
      }
    }
    throw new AssertionError("no frame");
  }

  @Test
  void aJpegOfAHundredThousandScansIsNotRead() {
    var jpeg = picture("jpeg", 64, 64);
    var scans = new ByteArrayOutputStream();
    scans.write(jpeg, 0, jpeg.length - 2);
    for (int i = 0; i < 100_000; i++) {
      scans.writeBytes(new byte[] {(byte) 0xff, (byte) 0xda, 0, 2});
    }
    assertEquals("TOO_MANY_FRAMES", refusal(scans.toByteArray()));
  }

  @Test
  void aWebPThatIsLargerInsideThanItsHeaderSaysHarmsNobody() {
    var inner = WEBP.clone();
    // 14 bits each of width and height, less one: 16,384 squared.
    ByteBuffer.wrap(inner).order(ByteOrder.LITTLE_ENDIAN).putInt(21, 0x0fff_ffff);
    var outer = ByteBuffer.allocate(18 + inner.length).order(ByteOrder.LITTLE_ENDIAN);
    outer.put(inner, 0, 4).putInt(10 + inner.length).put(inner, 8, 4);
    outer.put("VP8X".getBytes(US_ASCII)).putInt(10);
    outer.put(new byte[10]).put(inner, 12, inner.length - 12);
    // What the outer one says is what is decoded.
    assertEquals(2, squares(Arrays.copyOf(outer.array(), outer.position())).size());
    assertEquals("TOO_MANY_PIXELS", refusal(inner));
  }
}
