package together.auth.export;

/** Names of uploaded files within a zip: nothing that leads out of it, on any system. */
final class ZipNames {
  private static final int LONGEST = 100;

  private ZipNames() {}

  /** {@code files/<id>-<name>}. */
  static String of(long id, String filename) {
    var clean = filename.replaceAll("[^\\p{L}\\p{N}._ -]", "_").replaceAll("\\.{2,}", ".").strip();
    var cut = clean.length() <= LONGEST ? clean : clean.substring(clean.length() - LONGEST);
    return "files/" + id + "-" + cut;
  }
}
