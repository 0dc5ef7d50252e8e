package together.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** A project root whose five services are {@link FakeService}s. */
final class FakeHome {
  private static final String CLASS = FakeService.class.getName().replace('.', '/') + ".class";

  private FakeHome() {}

  static void make(Path root) throws IOException {
    for (var name : List.of("auth", "guild", "message", "voice", "gateway")) {
      var target = root.resolve(name + "-service").resolve("target");
      Files.createDirectories(target.resolve("lib"));
      var manifest = new Manifest();
      var attributes = manifest.getMainAttributes();
      attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
      attributes.put(Attributes.Name.MAIN_CLASS, FakeService.class.getName());
      attributes.put(Attributes.Name.CLASS_PATH, driver().toString());
      var jar = target.resolve(name + "-service-1-runner.jar");
      try (var out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
        out.putNextEntry(new JarEntry(CLASS));
        try (var in = FakeHome.class.getResourceAsStream("/" + CLASS)) {
          Objects.requireNonNull(in).transferTo(out);
        }
      }
    }
  }

  /** By absolute path: the driver is not copied five times. */
  private static Path driver() {
    return Path.of(
        org.postgresql.Driver.class.getProtectionDomain().getCodeSource().getLocation().getPath());
  }

  public static void main(String[] arguments) throws IOException {
    make(Path.of(arguments[0]));
  }
}
