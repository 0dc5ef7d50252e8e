package together.message.attachment.picture;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;

/** Pictures as cameras make them: with where they were taken. */
public final class Photos {
  /** Of the camera, which may stay. */
  public static final String MAKE = "Camera";

  /** 48 degrees, 8 minutes, 14 seconds north, in XMP's form; as much east. */
  static final String XMP =
      "<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:Description exif:GPSLatitude=\"48,8.24N\""
          + " dc:title=\"kept\"><exif:GPSLongitude>11,34.55E</exif:GPSLongitude>"
          + "</rdf:Description></x:xmpmeta>";

  private Photos() {}

  public static byte[] jpeg(int width, int height) throws IOException {
    return jpeg(width, height, ByteOrder.BIG_ENDIAN);
  }

  static byte[] jpeg(int width, int height, ByteOrder order) throws IOException {
    var plain = encoded("jpeg", width, height);
    var photo = new ByteArrayOutputStream();
    photo.write(plain, 0, 2);
    photo.write(segment(concat("Exif\0\0".getBytes(US_ASCII), tiff(order))));
    photo.write(segment(("http://ns.adobe.com/xap/1.0/\0" + XMP).getBytes(ISO_8859_1)));
    photo.write(plain, 2, plain.length - 2);
    return photo.toByteArray();
  }

  static byte[] png(int width, int height) throws IOException {
    var plain = encoded("png", width, height);
    // Behind the header, which is the first chunk and always of 13 bytes.
    int at = 8 + 12 + 13;
    var photo = new ByteArrayOutputStream();
    photo.write(plain, 0, at);
    photo.write(chunk("eXIf", tiff(ByteOrder.BIG_ENDIAN)));
    photo.write(chunk("iTXt", ("XML:com.adobe.xmp\0\0\0\0\0" + XMP).getBytes(ISO_8859_1)));
    photo.write(chunk("tEXt", "Title\0kept".getBytes(ISO_8859_1)));
    photo.write(plain, at, plain.length - at);
    return photo.toByteArray();
  }

  private static byte[] encoded(String format, int width, int height) throws IOException {
    var picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int x = 0; x < width; x++) {
      picture.setRGB(x, x % height, Color.ORANGE.getRGB());
    }
    var bytes = new ByteArrayOutputStream();
    ImageIO.write(picture, format, bytes);
    return bytes.toByteArray();
  }

  private static byte[] segment(byte[] content) {
    return ByteBuffer.allocate(4 + content.length)
        .putShort((short) 0xFFE1)
        .putShort((short) (content.length + 2))
        .put(content)
        .array();
  }

  private static byte[] chunk(String type, byte[] content) {
    var crc = new CRC32();
    crc.update(type.getBytes(ISO_8859_1));
    crc.update(content);
    return ByteBuffer.allocate(12 + content.length)
        .putInt(content.length)
        .put(type.getBytes(ISO_8859_1))
        .put(content)
        .putInt((int) crc.getValue())
        .array();
  }

  private static byte[] concat(byte[] first, byte[] second) {
    return ByteBuffer.allocate(first.length + second.length).put(first).put(second).array();
  }

  /** A camera's make, and a GPS directory of 48° 8' 14" N, 11° 34' 33" E. */
  static byte[] tiff(ByteOrder order) {
    var tiff = ByteBuffer.allocate(200).order(order);
    tiff.putShort((short) (order == ByteOrder.BIG_ENDIAN ? 0x4D4D : 0x4949));
    tiff.putShort((short) 42).putInt(8);
    // The first directory: make, and where the GPS one is.
    tiff.putShort((short) 2);
    entry(tiff, 0x010F, 2, MAKE.length() + 1, 40);
    entry(tiff, 0x8825, 4, 1, 50);
    tiff.putInt(0);
    tiff.position(40).put((MAKE + "\0").getBytes(US_ASCII));
    tiff.position(50);
    tiff.putShort((short) 4);
    entry(tiff, 1, 2, 2, order == ByteOrder.BIG_ENDIAN ? 'N' << 24 : 'N');
    entry(tiff, 2, 5, 3, 110);
    entry(tiff, 3, 2, 2, order == ByteOrder.BIG_ENDIAN ? 'E' << 24 : 'E');
    entry(tiff, 4, 5, 3, 140);
    tiff.putInt(0);
    tiff.position(110);
    tiff.putInt(48).putInt(1).putInt(8).putInt(1).putInt(14).putInt(1);
    tiff.position(140);
    tiff.putInt(11).putInt(1).putInt(34).putInt(1).putInt(33).putInt(1);
    return tiff.array();
  }

  private static void entry(ByteBuffer tiff, int tag, int type, int count, int value) {
    tiff.putShort((short) tag).putShort((short) type).putInt(count).putInt(value);
  }
}
