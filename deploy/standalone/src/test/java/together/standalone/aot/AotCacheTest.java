package together.standalone.aot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AotCacheTest {
  private static final List<String> OPTIONS = List.of("-Xmx96m");

  @TempDir private Path directory;
  private Path jar = Path.of("");

  @BeforeEach
  void makeJar() throws IOException {
    jar = directory.resolve("auth-runner.jar");
    Files.writeString(jar, "jar");
    Files.createDirectories(directory.resolve("lib"));
    Files.writeString(directory.resolve("lib").resolve("a.jar"), "a");
  }

  private AotCache cache(List<String> options) throws IOException {
    return AotCache.of(directory.resolve("aot"), "auth", jar, options);
  }

  /** What the JVM does at the end of a training run. */
  private static void writeCache(AotCache cache) throws IOException {
    var option = cache.trainingOptions().getFirst();
    Files.writeString(Path.of(option.substring("-XX:AOTCacheOutput=".length())), "cache");
  }

  @Test
  void aTrainedCacheIsUsed() throws IOException {
    var cache = cache(OPTIONS);
    assertTrue(cache.isMissing());
    assertEquals(List.of(), cache.runOptions());
    writeCache(cache);
    assertTrue(cache.publish());
    assertFalse(cache.isMissing());
    var file = Path.of(cache.runOptions().getFirst().substring("-XX:AOTCache=".length()));
    assertEquals("cache", Files.readString(file));
  }

  @Test
  void anotherJarLibraryOrOptionNeedsAnotherCache() throws IOException {
    var cache = cache(OPTIONS);
    writeCache(cache);
    cache.publish();
    assertTrue(cache(List.of("-Xmx128m")).isMissing());
    Files.writeString(directory.resolve("lib").resolve("b.jar"), "b");
    assertTrue(cache(OPTIONS).isMissing());
    Files.delete(directory.resolve("lib").resolve("b.jar"));
    assertFalse(cache(OPTIONS).isMissing());
    Files.writeString(jar, "another jar");
    assertTrue(cache(OPTIONS).isMissing());
  }

  @Test
  void oldCachesAreDeleted() throws IOException {
    var old = cache(List.of("-Xmx1m"));
    writeCache(old);
    old.publish();
    var cache = cache(OPTIONS);
    writeCache(cache);
    cache.publish();
    assertFalse(old.exists());
    assertTrue(cache.exists());
  }

  @Test
  void aFailedTrainingIsNotRepeated() throws IOException {
    var cache = cache(OPTIONS);
    assertEquals("-Xlog:aot=error", cache.trainingOptions().getLast());
    assertFalse(cache.publish());
    assertFalse(cache.isMissing());
    assertEquals(List.of(), cache.runOptions());
  }
}
