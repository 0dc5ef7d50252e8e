package together.gateway.audience;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;

/** A subscriber that notes what it gets. */
final class Listener implements Subscriber {
  private static final ObjectMapper JSON = new ObjectMapper();
  private final long userId;
  private final List<String> got = new ArrayList<>();
  private boolean live = true;

  Listener(long userId) {
    this.userId = userId;
  }

  /** What came since the last call: types with the id they are about. */
  List<String> take() {
    var all = List.copyOf(got);
    got.clear();
    return all;
  }

  void live(boolean now) {
    live = now;
  }

  @Override
  public long userId() {
    return userId;
  }

  @Override
  public boolean isLive() {
    return live;
  }

  @Override
  public boolean compresses() {
    return false;
  }

  @Override
  public void send(ByteBuf frame) {
    int header = frame.getByte(frame.readerIndex() + 1) < 126 ? 2 : 4;
    var text = frame.toString(frame.readerIndex() + header, frame.readableBytes() - header, UTF_8);
    try {
      var json = JSON.readTree(text);
      got.add(json.path("t").textValue() + " " + json.path("d").path("id").asText("-"));
    } catch (JsonProcessingException e) {
      throw new AssertionError(text, e);
    }
  }

  @Override
  public void refresh(long guildId) {
    got.add("refresh " + guildId);
  }

  @Override
  public void leaveGuild(long guildId) {
    got.add("leave " + guildId);
  }
}
