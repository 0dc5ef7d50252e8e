package together.message.file;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.UUID;
import org.apache.commons.io.input.BoundedInputStream;

/** Files below one directory of this machine, or of one that several share. */
final class DirectoryFileStore implements FileStore {
  private final Path root;

  DirectoryFileStore(Path root) {
    this.root = root.toAbsolutePath().normalize();
  }

  @Override
  public void put(String key, Path file, String contentType) {
    var target = path(key);
    var folder = Objects.requireNonNull(target.getParent());
    var incoming = target.resolveSibling(target.getFileName() + "." + UUID.randomUUID());
    try {
      Files.createDirectories(folder);
      try {
        copy(file, incoming);
        Files.move(incoming, target, ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(incoming);
      }
      force(folder);
      force(root);
    } catch (IOException e) {
      throw new FileStoreException("cannot keep " + key, e);
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (var source = FileChannel.open(from, READ);
        var sink = FileChannel.open(to, CREATE_NEW, WRITE)) {
      long size = source.size();
      for (long done = 0; done < size; ) {
        done += source.transferTo(done, size - done, sink);
      }
      sink.force(true);
    }
  }

  /** Makes a directory's entries durable. */
  private static void force(Path directory) throws IOException {
    try (var channel = FileChannel.open(directory, READ)) {
      channel.force(true);
    }
  }

  @Override
  public InputStream open(String key, long offset, long length) {
    try {
      var channel = FileChannel.open(path(key), READ);
      channel.position(offset);
      return BoundedInputStream.builder()
          .setInputStream(Channels.newInputStream(channel))
          .setMaxCount(length)
          .get();
    } catch (NoSuchFileException e) {
      throw new FileGoneException(key, e);
    } catch (IOException e) {
      throw new FileStoreException("cannot read " + key, e);
    }
  }

  @Override
  public void delete(String key) {
    try {
      Files.deleteIfExists(path(key));
    } catch (IOException e) {
      throw new FileStoreException("cannot delete " + key, e);
    }
  }

  private Path path(String key) {
    var path = root.resolve(key).normalize();
    if (!path.startsWith(root) || path.equals(root)) {
      throw new IllegalArgumentException("not a key: " + key);
    }
    return path;
  }
}
