package together.message.file;

import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/**
 * Files in a bucket of an S3-compatible store. Two tries a call beside the first; a minute for all
 * of an upload.
 */
final class S3FileStore implements FileStore, AutoCloseable {
  private static final Duration CONNECT = Duration.ofSeconds(2);
  private static final Duration SILENCE = Duration.ofSeconds(10);
  private static final Duration WHOLE = Duration.ofMinutes(1);

  private final S3Client client;
  private final String bucket;

  S3FileStore(FileSettings.S3 settings) {
    bucket = settings.bucket().orElseThrow(() -> missing("bucket"));
    var credentials =
        AwsBasicCredentials.create(
            settings.accessKey().orElseThrow(() -> missing("access-key")),
            settings.secretKey().orElseThrow(() -> missing("secret-key")));
    var builder =
        S3Client.builder()
            .region(Region.of(settings.region()))
            .credentialsProvider(StaticCredentialsProvider.create(credentials))
            .forcePathStyle(settings.pathStyle())
            // Checksums only where the protocol asks for them: not every compatible store knows
            // the newer ones.
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
            .overrideConfiguration(override ->
                override.apiCallTimeout(WHOLE).retryStrategy(retry -> retry.maxAttempts(3)))
            .httpClientBuilder(
                UrlConnectionHttpClient.builder()
                    .connectionTimeout(CONNECT)
                    .socketTimeout(SILENCE));
    settings.endpoint().map(URI::create).ifPresent(builder::endpointOverride);
    client = builder.build();
  }

  private static IllegalStateException missing(String setting) {
    return new IllegalStateException("together.files.s3." + setting + " is not set");
  }

  @Override
  public void put(String key, Path file, String contentType) {
    try {
      client.putObject(
          request -> request.bucket(bucket).key(key).contentType(contentType),
          RequestBody.fromFile(file));
    } catch (SdkException e) {
      throw new FileStoreException("cannot keep " + key, e);
    }
  }

  @Override
  public InputStream open(String key, long offset, long length) {
    var range = "bytes=" + offset + "-" + (offset + length - 1);
    try {
      return client.getObject(request -> request.bucket(bucket).key(key).range(range));
    } catch (NoSuchKeyException e) {
      throw new FileGoneException(key, e);
    } catch (SdkException e) {
      throw new FileStoreException("cannot read " + key, e);
    }
  }

  @Override
  public void delete(String key) {
    try {
      client.deleteObject(request -> request.bucket(bucket).key(key));
    } catch (SdkException e) {
      throw new FileStoreException("cannot delete " + key, e);
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
