package together.message.file;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gaul.s3proxy.AuthenticationType;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobApiMetadata;
import org.jclouds.ContextBuilder;
import org.jclouds.blobstore.BlobStoreContext;

/**
 * A server that speaks S3 and checks its signatures, with one bucket. A process of its own, since
 * it needs another Guice than Quarkus' tests; it ends when its standard input closes.
 */
final class S3Server implements AutoCloseable {
  static final String BUCKET = "together";
  static final String ACCESS_KEY = "access";
  static final String SECRET_KEY = "secret";

  private static final Pattern NOT_ITS_OWN =
      Pattern.compile("/io/quarkus/|/org/eclipse/sisu/|/guice-[^/]*-classes");

  private final Process process;
  private final int port;

  private S3Server(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /**
   * @param directory where it keeps its files
   */
  static S3Server start(Path directory) throws IOException {
    var process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classPath(),
                S3Server.class.getName(),
                directory.toString())
            .redirectError(Redirect.DISCARD)
            .start();
    var output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    var ready = output.readLine();
    if (ready == null) {
      throw new IllegalStateException("the S3 server did not start");
    }
    return new S3Server(process, Integer.parseInt(ready));
  }

  private static String classPath() {
    var all = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return Stream.of(all.split(Pattern.quote(File.pathSeparator), -1))
        .filter(entry -> !NOT_ITS_OWN.matcher(entry).find())
        .collect(Collectors.joining(File.pathSeparator));
  }

  int port() {
    return port;
  }

  @Override
  public void close() throws IOException {
    process.getOutputStream().close();
    process.onExit().join();
  }

  public static void main(String[] arguments) throws Exception {
    var directory = new Properties();
    directory.setProperty("jclouds.filesystem.basedir", arguments[0]);
    var context =
        ContextBuilder.newBuilder(new FilesystemNio2BlobApiMetadata())
            .credentials(ACCESS_KEY, SECRET_KEY)
            .overrides(directory)
            .build(BlobStoreContext.class);
    var _ = context.getBlobStore().createContainerInLocation(null, BUCKET);
    var server =
        S3Proxy.builder()
            .blobStore(context.getBlobStore())
            .endpoint(URI.create("http://127.0.0.1:0"))
            .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, ACCESS_KEY, SECRET_KEY)
            .build();
    server.start();
    System.out.println(server.getPort());
    while (System.in.read() >= 0) {
      // Nothing is told to it but its end.
    }
    server.stop();
    context.close();
  }
}
