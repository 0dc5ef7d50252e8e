package together.bench.bare;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollEventLoopGroup;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.internal.logging.InternalLoggerFactory;
import io.netty.util.internal.logging.JdkLoggerFactory;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;

/**
 * A process of its own: every post told on the standard input goes to every connection as one
 * WebSocket frame, encoded once, with one flush per connection and turn of the one event loop.
 *
 * <p>The input is pairs of big-endian ints, load and number of a post. The port is printed as the
 * first line of the output. Ends with its input.
 */
public final class BareBroadcast {

  private BareBroadcast() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    InternalLoggerFactory.setDefaultFactory(JdkLoggerFactory.INSTANCE);
    var epoll = Epoll.isAvailable();
    EventLoopGroup loops = epoll ? new EpollEventLoopGroup(1) : new NioEventLoopGroup(1);
    try (var input = new DataInputStream(System.in)) {
      var room = new Room(loops.next());
      var server =
          new ServerBootstrap()
              .group(loops)
              .channel(epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class)
              .option(ChannelOption.SO_BACKLOG, 1024)
              .childOption(ChannelOption.TCP_NODELAY, true)
              .childHandler(
                  new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                      channel.pipeline().addLast(new Member(room));
                    }
                  })
              .bind("127.0.0.1", 0)
              .sync()
              .channel();
      System.out.println(((java.net.InetSocketAddress) server.localAddress()).getPort());
      System.out.flush();
      while (true) {
        room.post(input.readInt(), input.readInt());
      }
    } catch (EOFException end) {
      // Whoever started this is done.
    } finally {
      loops.shutdownGracefully();
    }
  }

  private static final class Member extends ChannelInboundHandlerAdapter {
    private final Room room;

    Member(Room room) {
      this.room = room;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
      room.add(context.channel());
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
      room.remove(context.channel());
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      ReferenceCountUtil.release(message);
    }
  }
}
