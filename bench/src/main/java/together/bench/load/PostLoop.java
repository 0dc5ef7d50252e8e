package together.bench.load;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.codec.http.LastHttpContent;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Posts, each connection's next as soon as its last is stored: on one event loop, from bytes put
 * together beforehand, so that the cores are left to what is measured.
 */
final class PostLoop implements AutoCloseable {
  private static final int CONNECT_MILLIS = 5_000;
  private static final Duration WINDOW = Duration.ofSeconds(10);
  private static final int MOST_WINDOWS = 30;
  private static final int PATIENCE = 3;
  private static final double FASTER = 1.03;

  /** A lost connection ends the measurement. */
  private final AtomicReference<@Nullable String> failure = new AtomicReference<>();

  private final EventLoopGroup loop = new NioEventLoopGroup(1);
  private final LongAdder stored = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private final AtomicInteger next = new AtomicInteger();
  private final String run = UUID.randomUUID().toString().substring(0, 8);
  private volatile boolean over;

  /**
   * Begins at once.
   *
   * @param tokens of the authors, each with a connection of its own
   * @param channels ids; authors post into them in turn
   */
  PostLoop(InetSocketAddress address, List<String> tokens, List<String> channels, String text) {
    for (int author = 0; author < tokens.size(); author++) {
      var request =
          new Request(tokens.get(author), channels.get(author % channels.size()), text, run);
      var _ =
          new Bootstrap()
              .group(loop)
              .channel(NioSocketChannel.class)
              .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
              .handler(
                  new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                      channel.pipeline().addLast(new HttpResponseDecoder(), new Author(request));
                    }
                  })
              .connect(address)
              .addListener(connected -> {
                if (!connected.isSuccess()) {
                  fail(String.valueOf(connected.cause()));
                }
              });
    }
  }

  /**
   * Goes on until it is no longer faster than before: a JVM compiles what is called often, and on
   * few cores that takes minutes. Refusals of a service still cold count as nothing.
   */
  void warmUp() {
    double best = 0;
    for (int window = 0, since = 0; window < MOST_WINDOWS && since < PATIENCE; window++) {
      double rate = rateOf(WINDOW);
      since = rate > best * FASTER ? 0 : since + 1;
      best = Math.max(best, rate);
    }
  }

  /** Posts stored a second in the time from now; throws when one is refused. */
  double rate(Duration time) {
    long before = refused.sum();
    double rate = rateOf(time);
    if (refused.sum() > before) {
      throw new IllegalStateException(refused.sum() - before + " posts were refused");
    }
    return rate;
  }

  private double rateOf(Duration time) {
    long before = stored.sum();
    long began = System.nanoTime();
    ClosedLoop.pause(time);
    var failed = failure.get();
    if (failed != null) {
      throw new IllegalStateException(failed);
    }
    return (stored.sum() - before) * 1e9 / (System.nanoTime() - began);
  }

  private void fail(String why) {
    if (!over) {
      failure.compareAndSet(null, why);
    }
  }

  /** One author's request, its head and body but for the nonce's number. */
  private record Request(String head, String body) {
    Request(String token, String channel, String text, String run) {
      this(
          "POST /api/channels/"
              + channel
              + "/messages HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
              + token
              + "\r\nContent-Type: application/json\r\nContent-Length: ",
          "{\"content\":\"" + text + "\",\"nonce\":\"" + run + "-");
    }

    byte[] bytes(int number) {
      var whole = body + "%010d".formatted(number) + "\"}";
      return (head + whole.length() + "\r\n\r\n" + whole).getBytes(StandardCharsets.US_ASCII);
    }
  }

  private final class Author extends SimpleChannelInboundHandler<Object> {
    private final Request request;

    Author(Request request) {
      this.request = request;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
      post(context);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, Object part) {
      if (part instanceof HttpResponse answer) {
        (answer.status().code() == 201 ? stored : refused).increment();
      }
      if (part instanceof LastHttpContent) {
        post(context);
      }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
      fail("a connection was closed");
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      fail(cause.toString());
      context.close();
    }

    private void post(ChannelHandlerContext context) {
      var bytes = Unpooled.wrappedBuffer(request.bytes(next.getAndIncrement()));
      var _ = context.writeAndFlush(bytes);
    }
  }

  @Override
  public void close() {
    over = true;
    loop.shutdownGracefully().syncUninterruptibly();
  }
}
