package together.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import together.bench.corpus.Corpus;
import together.bench.corpus.Usernames;
import together.bench.seed.Accounts;
import together.bench.seed.Progress;
import together.bench.seed.ReadTimes;
import together.bench.seed.Replay;
import together.bench.seed.SeedOptions;
import together.bench.seed.SeedServer;
import together.e2e.client.ApiClient;
import together.e2e.client.ApiException;
import together.e2e.client.Connection;
import together.e2e.client.Patience;
import together.e2e.client.UnreachableException;

/**
 * {@code make seed}: a user per nickname, a server, a channel per day, all messages in their order.
 * May be interrupted and run again: it finds what is there and goes on.
 */
public final class Seed {
  private static final String OWNER = "seed.owner";

  private final SeedOptions options;
  private final PrintStream out;
  private final List<String> stages = new ArrayList<>();

  private Seed(SeedOptions options, PrintStream out) {
    this.options = options;
    this.out = out;
  }

  public static void main(String[] arguments) throws IOException {
    var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    try {
      new Seed(SeedOptions.of(System.getenv()), out).run();
    } catch (UnreachableException | ApiException e) {
      System.err.println("seed: " + e.getMessage() + "; run it again to go on");
      System.exit(1);
    }
  }

  private void run() throws IOException {
    var corpus = options.read();
    try (var connection = new Connection(options.url(), options.parallel() + 4, 1)) {
      var api = new ApiClient(connection).with(new Patience(Duration.ofMinutes(2)));
      seed(connection, new Accounts(api, options.operatorToken()), corpus);
    }
  }

  private void seed(Connection connection, Accounts accounts, Corpus whole) {
    // The owner's name first, so that no nickname takes it.
    var names = new ArrayList<>(List.of(OWNER));
    names.addAll(whole.nicks());
    var usernames = Usernames.of(names);
    var corpus = whole.first(options.days());
    var people = corpus.nicks().stream().map(usernames::get).toList();

    var everybody = new ArrayList<>(people);
    everybody.add(OWNER);
    try (var progress = progress("accounts", everybody.size())) {
      accounts.make(everybody, progress);
      stage("accounts", progress);
    }
    SeedServer server;
    try (var progress = progress("channels", corpus.days().size())) {
      server = SeedServer.prepare(accounts, OWNER, corpus.name(), corpus.days());
      progress.add(corpus.days().size());
      stage("channels", progress);
    }
    try (var progress = progress("joins", people.size())) {
      server.join(accounts, people, options.parallel(), progress);
      stage("joins", progress);
    }
    try (var progress = progress("messages", corpus.messages().count())) {
      var replay = new Replay(accounts, usernames, server, options.rate(), progress);
      replay.run(corpus.days(), options.parallel());
      stage("messages", progress);
      stages.add("");
      stages.add("replies linked: %,d; refused: %s".formatted(replay.replies(), replay.refused()));
    }
    print(
        corpus, new ReadTimes(connection, accounts, server, people.getFirst()).rows(corpus.days()));
  }

  private Progress progress(String name, long total) {
    return new Progress(name, total, out);
  }

  private void stage(String name, Progress progress) {
    stages.add(
        String.format(
            Locale.ROOT,
            "| %s | %,d | %,d | %.1f | %,.0f |",
            name,
            progress.done(),
            progress.skipped(),
            progress.elapsed().toMillis() / 1000.0,
            progress.rate()));
  }

  private void print(Corpus corpus, List<String> reads) {
    out.printf("%n| stage | done | there already | seconds | a second |%n|---|---|---|---|---|%n");
    stages.forEach(out::println);
    out.println("read from the corpus: " + corpus.counts());
    out.printf("%n| read | p50 ms | p99 ms | max ms |%n|---|---|---|---|%n");
    reads.forEach(out::println);
  }
}
