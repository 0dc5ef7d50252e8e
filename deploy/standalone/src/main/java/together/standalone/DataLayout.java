package together.standalone;

import java.nio.file.Path;

/** Where what lies in the data directory. */
public record DataLayout(Path root) {
  public Path postgresql() {
    return root.resolve("postgresql");
  }

  public Path kafka() {
    return root.resolve("kafka");
  }

  public Path secrets() {
    return root.resolve("secrets");
  }

  /** What people have uploaded. */
  public Path files() {
    return root.resolve("files");
  }

  /** What would have been mailed. */
  public Path mail() {
    return root.resolve("mail");
  }

  /** Unpacked programs; may be deleted while nothing runs. */
  public Path runtime() {
    return root.resolve("runtime");
  }

  /** Class caches of the services; may be deleted while nothing runs. */
  public Path caches() {
    return root.resolve("aot");
  }

  /** Process numbers. */
  public Path running() {
    return root.resolve("run");
  }

  public Path log(String name) {
    return root.resolve("logs").resolve(name + ".log");
  }
}
