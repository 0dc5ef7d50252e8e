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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import together.platform.problem.ProblemException;

class ScaledImagesTest {
  /** A lossless WebP of one red pixel. */
  private static final byte[] WEBP =
      Base64.getDecoder().decode("UklGRhwAAABXRUJQVlA4TA8AAAAvAAAAAAcQ/Y/+ByKi/wEA");

  private final ScaledImages images = new ScaledImages(2, 96);

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
    return encoded(format, picture);
  }

  private static byte[] encoded(String format, BufferedImage picture) {
    var bytes = new ByteArrayOutputStream();
    try {
      assertTrue(ImageIO.write(picture, format, bytes));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return bytes.toByteArray();
  }

  private static BufferedImage read(ScaledImage image) {
    try {
      return ImageIO.read(new ByteArrayInputStream(image.bytes()));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private List<ScaledImage> squares(byte[] upload) {
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
        && Math.abs(got.getGreen() - color.getGreen()) < 40
        && Math.abs(got.getBlue() - color.getBlue()) < 40
        && Math.abs(got.getAlpha() - color.getAlpha()) < 40;
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpeg", "gif"})
  void makesSquaresOfTheMiddle(String format) {
    var made = squares(picture(format, 1200, 300));
    assertEquals(List.of(128, 512), made.stream().map(ScaledImage::size).toList());
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
  void withinKeepsTheSidesAndNeverGrows() {
    assertEquals(List.of(200, 50), sides(picture("jpeg", 400, 100), 200));
    assertEquals(List.of(50, 200), sides(picture("png", 100, 400), 200));
    assertEquals(List.of(30, 20), sides(picture("gif", 30, 20), 200));
    assertEquals(List.of(200, 1), sides(picture("jpeg", 3000, 2), 200));
  }

  private BufferedImage within(byte[] upload, int size) {
    var input = new ByteArrayInputStream(upload);
    return read(images.of("image", input, 8 << 20, Fit.WITHIN, List.of(size)).getFirst());
  }

  private List<Integer> sides(byte[] upload, int size) {
    var made = within(upload, size);
    return List.of(made.getWidth(), made.getHeight());
  }

  @ParameterizedTest
  @CsvSource({
    "0, 20, 4, 60, 36",
    "1, 20, 4, 60, 36",
    "2, 60, 4, 20, 36",
    "3, 60, 36, 20, 4",
    "4, 20, 36, 60, 4",
    "5, 4, 20, 36, 60",
    "6, 36, 20, 4, 60",
    "7, 36, 60, 4, 20",
    "8, 4, 60, 36, 20",
    "9, 20, 4, 60, 36"
  })
  void turnsAPhotographAsItsCameraWasHeld(int value, int x, int y, int otherX, int otherY) {
    // As stored, the upper left quarter is red, the lower right one green, the others blue.
    var stored = new BufferedImage(80, 40, BufferedImage.TYPE_INT_RGB);
    var graphics = stored.createGraphics();
    graphics.setColor(Color.BLUE);
    graphics.fillRect(0, 0, 80, 40);
    graphics.setColor(Color.RED);
    graphics.fillRect(0, 0, 40, 20);
    graphics.setColor(Color.GREEN);
    graphics.fillRect(40, 20, 40, 20);
    graphics.dispose();
    var shown = within(held(encoded("jpeg", stored), value), 400);
    assertTrue(near(shown.getRGB(x, y), Color.RED));
    assertTrue(near(shown.getRGB(otherX, otherY), Color.GREEN));
  }

  /** With the tag of EXIF; 0: without. */
  private static byte[] held(byte[] jpeg, int value) {
    if (value == 0) {
      return jpeg;
    }
    var segment = ByteBuffer.allocate(36);
    segment.putShort((short) 0xffe1).putShort((short) 34).put("Exif\0\0".getBytes(US_ASCII));
    segment.putShort((short) 0x4d4d).putShort((short) 42).putInt(8);
    segment.putShort((short) 1);
    segment.putShort((short) 274).putShort((short) 3).putInt(1);
    segment.putShort((short) value).putShort((short) 0).putInt(0);
    return after(jpeg, segment.array());
  }

  /** A JPEG with a segment behind its beginning. */
  private static byte[] after(byte[] jpeg, byte[] segment) {
    var tagged = new ByteArrayOutputStream();
    tagged.write(jpeg, 0, 2);
    tagged.writeBytes(segment);
    tagged.write(jpeg, 2, jpeg.length - 2);
    return tagged.toByteArray();
  }

  @Test
  void leavesNothingOfTheUploadButPixels() {
    var jpeg = picture("jpeg", 100, 100);
    var secret = "where I live".getBytes(US_ASCII);
    var segment = ByteBuffer.allocate(4 + secret.length);
    segment.putShort((short) 0xfffe).putShort((short) (secret.length + 2)).put(secret);
    for (var made : squares(after(jpeg, segment.array()))) {
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
