package together.bench.load;

import java.util.List;
import java.util.Map;
import together.e2e.client.ChannelApi;
import together.e2e.client.Connection;
import together.e2e.client.Json;

/** Posts over REST into one channel; the authors in turn, so that none passes a user's limit. */
final class HttpPosts implements OpenLoop.Posts {
  /** 100 characters; with the rest of a message some 600 bytes on the wire. */
  static final String TEXT =
      "Any version of mplayer except for -k7* should work for your cpu, but do see the wiki page first, ok?";

  private final Connection connection;
  private final List<Map<String, String>> authors;
  private final String path;

  HttpPosts(Target target, Crowd crowd, int authors, String channel) {
    connection = target.http();
    this.authors =
        crowd.authors(connection, authors).stream().map(author -> author.headers()).toList();
    path = "/api/channels/" + channel + "/messages";
  }

  @Override
  public void post(int number, Delivery delivery) {
    var body = Json.bytes(ChannelApi.message(TEXT, delivery.nonce(number), null));
    var _ =
        connection
            .send("POST", path, authors.get(number % authors.size()), body)
            .handle((answer, failure) -> {
              delivery.answered(failure == null && answer.ok());
              return null;
            });
  }
}
