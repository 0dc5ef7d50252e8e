package together.bench.seed;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import together.bench.corpus.Corpus;
import together.bench.corpus.GeneratedCorpus;
import together.bench.corpus.IrcCorpus;
import together.e2e.platform.Installation;

/**
 * What `make seed` may be told, each as a variable of the environment or of make.
 *
 * @param url TOGETHER_URL: the gateway hostname; the platform of {@code make run} on this machine
 * @param operatorToken TOGETHER_OPERATOR_TOKEN; the one in the data directory
 * @param corpus CORPUS: zip of the IRC corpus; none: generated chat
 * @param days DAYS: only the first so many days
 * @param rate RATE: messages a second; as fast as it goes
 * @param parallel PARALLEL: channels and joins under way at one time
 */
public record SeedOptions(
    URI url, String operatorToken, @Nullable Path corpus, int days, int rate, int parallel) {
  private static final long GENERATED_SEED = 20_260_101;
  private static final int GENERATED_DAYS = 20;

  public static SeedOptions of(Map<String, String> environment) {
    var token = environment.get("TOGETHER_OPERATOR_TOKEN");
    var url = environment.get("TOGETHER_URL");
    var corpus = text(environment, "CORPUS");
    return new SeedOptions(
        url == null ? Installation.ofEnvironment().url() : URI.create(url),
        token == null ? Installation.ofEnvironment().operatorToken() : token,
        corpus == null ? null : Path.of(corpus),
        number(environment, "DAYS", Integer.MAX_VALUE),
        number(environment, "RATE", Integer.MAX_VALUE),
        number(environment, "PARALLEL", 48));
  }

  /** The whole corpus: {@link #days} is applied later, so that usernames do not depend on it. */
  public Corpus read() throws IOException {
    return corpus == null
        ? GeneratedCorpus.of(GENERATED_SEED, Math.min(days, GENERATED_DAYS))
        : IrcCorpus.read(corpus);
  }

  private static int number(Map<String, String> environment, String name, int byDefault) {
    var value = text(environment, name);
    if (value == null) {
      return byDefault;
    }
    var number = Integer.parseInt(value);
    if (number < 1) {
      throw new IllegalArgumentException(name + " must be 1 or more: " + value);
    }
    return number;
  }

  private static @Nullable String text(Map<String, String> environment, String name) {
    var value = environment.get(name);
    return value == null || value.isBlank() ? null : value.strip();
  }
}
