package together.standalone;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;

/** Whether the gateway's Netty has its native transport here, without which no port is shared. */
final class NativeTransport {
  private NativeTransport() {}

  /**
   * Asks Netty itself, as the gateway has it: its library may be missing for this processor, or not
   * fit this system.
   *
   * @param jar the gateway's; it names its class path
   */
  static boolean isAvailable(Path jar) {
    try (var loader =
        new URLClassLoader(new URL[] {jar.toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
      var epoll = loader.loadClass("io.netty.channel.epoll.Epoll");
      return Boolean.TRUE.equals(epoll.getMethod("isAvailable").invoke(null));
    } catch (IOException | ReflectiveOperationException | LinkageError e) {
      return false;
    }
  }
}
