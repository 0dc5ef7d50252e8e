package together.bench.corpus;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Reads the zip of the IRC disentanglement corpus where it lies; nothing is unpacked. */
public final class IrcCorpus {
  private static final String RAW = ".raw.txt";
  private static final String ANNOTATION = ".annotation.txt";

  private IrcCorpus() {}

  public static Corpus read(Path zip) throws IOException {
    try (var file = new ZipFile(zip.toFile())) {
      var days = new ArrayList<ChatDay>();
      var counts = CorpusCounts.NONE;
      for (var entry : rawEntries(file)) {
        var path = entry.getName();
        var stem = path.substring(0, path.length() - RAW.length());
        var source = stem.substring(stem.lastIndexOf('/') + 1);
        var annotation = file.getEntry(stem + ANNOTATION);
        var read =
            IrcDay.read(
                source.split("\\.", -1)[0],
                source,
                bytes(file, entry),
                annotation == null ? new byte[0] : bytes(file, annotation));
        days.add(read.day());
        counts = counts.plus(read.counts());
      }
      if (days.isEmpty()) {
        throw new IOException(zip + " holds no *" + RAW);
      }
      return new Corpus("Ubuntu", days, counts);
    }
  }

  private static List<ZipEntry> rawEntries(ZipFile file) {
    return file.stream()
        .<ZipEntry>map(entry -> entry)
        .filter(entry -> entry.getName().endsWith(RAW))
        .sorted(Comparator.comparing(ZipEntry::getName))
        .toList();
  }

  private static byte[] bytes(ZipFile file, ZipEntry entry) throws IOException {
    try (var input = file.getInputStream(entry)) {
      return input.readAllBytes();
    }
  }
}
