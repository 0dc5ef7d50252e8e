package together.message.attachment.picture;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.drew.imaging.ImageMetadataReader;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.GpsDirectory;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PicturesTest {
  @TempDir private Path directory;

  private static boolean tellsPlace(byte[] photo) throws Exception {
    var metadata = ImageMetadataReader.readMetadata(new ByteArrayInputStream(photo));
    return metadata.getDirectoriesOfType(GpsDirectory.class).stream()
        .anyMatch(gps -> gps.getGeoLocation() != null);
  }

  private byte[] kept(byte[] photo, String contentType, Picture size) throws IOException {
    var file = Files.write(directory.resolve("photo"), photo);
    assertEquals(size, Pictures.read(file, contentType));
    return Files.readAllBytes(file);
  }

  private static int[] pixels(byte[] photo) throws IOException {
    BufferedImage picture = ImageIO.read(new ByteArrayInputStream(photo));
    return picture.getRGB(
        0, 0, picture.getWidth(), picture.getHeight(), null, 0, picture.getWidth());
  }

  private void losesItsPlace(byte[] photo, String contentType) throws Exception {
    assertTrue(tellsPlace(photo));
    var kept = kept(photo, contentType, new Picture(60, 40));
    assertFalse(tellsPlace(kept));
    var text = new String(kept, ISO_8859_1);
    assertFalse(text.contains("48,8.24N"));
    assertFalse(text.contains("11,34.55E"));
    assertTrue(text.contains("kept"), "what tells no place stays");
    assertArrayEquals(pixels(photo), pixels(kept));
  }

  @Test
  void aJpegLosesWhereItWasTakenAndNothingElse() throws Exception {
    for (var order : new ByteOrder[] {ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN}) {
      var photo = Photos.jpeg(60, 40, order);
      losesItsPlace(photo, "image/jpeg");
      var kept = kept(photo, "image/jpeg", new Picture(60, 40));
      var exif =
          ImageMetadataReader.readMetadata(new ByteArrayInputStream(kept))
              .getFirstDirectoryOfType(ExifIFD0Directory.class);
      assertNotNull(exif);
      assertEquals(Photos.MAKE, exif.getString(ExifIFD0Directory.TAG_MAKE));
    }
  }

  @Test
  void aPngDoesToo() throws Exception {
    losesItsPlace(Photos.png(60, 40), "image/png");
  }

  @Test
  void aPictureBehindThePictureDoesToo() throws Exception {
    // As phones append a second one for depth or brightness.
    var photo = Photos.jpeg(60, 40);
    var both = Arrays.copyOf(photo, 2 * photo.length);
    System.arraycopy(photo, 0, both, photo.length, photo.length);
    var kept = kept(both, "image/jpeg", new Picture(60, 40));
    assertFalse(tellsPlace(Arrays.copyOfRange(kept, photo.length, kept.length)));
  }

  @Test
  void whatIsNoPictureHasNoSize() throws IOException {
    var file = Files.write(directory.resolve("broken"), Arrays.copyOf(Photos.jpeg(9, 9), 30));
    assertNull(Pictures.read(file, "image/jpeg"));
    Files.writeString(file, "<svg xmlns='http://www.w3.org/2000/svg'/>");
    assertNull(Pictures.read(file, "image/svg+xml"));
  }

  @Property(tries = 300)
  void damageIsNeverMoreThanAFileWithoutASize(
      @ForAll @net.jqwik.api.constraints.IntRange(max = 600) int at, @ForAll byte value)
      throws IOException {
    for (var type : new String[] {"image/jpeg", "image/png"}) {
      var photo = type.endsWith("png") ? Photos.png(9, 9) : Photos.jpeg(9, 9);
      photo[Math.min(at, photo.length - 1)] = value;
      var file = Files.createTempFile("damaged", null);
      try {
        Files.write(file, photo);
        Pictures.read(file, type);
        assertEquals(photo.length, Files.size(file));
      } finally {
        Files.delete(file);
      }
    }
  }
}
