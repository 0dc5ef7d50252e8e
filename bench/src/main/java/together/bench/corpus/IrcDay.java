package together.bench.corpus;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Reads a day of the IRC disentanglement corpus (Kummerfeld et al., ACL 2019): {@code *.raw.txt}
 * has a line a message, {@code *.annotation.txt} the reply links between lines.
 */
final class IrcDay {
  private static final Pattern SAID = Pattern.compile("\\[\\d\\d:\\d\\d] <([^>]*)> ?(.*)");

  private final List<ChatMessage> messages = new ArrayList<>();
  private final Map<Integer, Integer> parents;
  private CorpusCounts counts = CorpusCounts.NONE;

  private IrcDay(Map<Integer, Integer> parents) {
    this.parents = parents;
  }

  record Read(ChatDay day, CorpusCounts counts) {}

  static Read read(String name, String source, byte[] raw, byte[] annotation) {
    var day = new IrcDay(parents(annotation));
    var line = 0;
    for (var start = 0; start < raw.length; line++) {
      var end = start;
      while (end < raw.length && raw[end] != '\n') {
        end++;
      }
      day.line(line, Arrays.copyOfRange(raw, start, end));
      start = end + 1;
    }
    var linked = day.withoutLostReplies();
    return new Read(new ChatDay(name, source, linked), day.counts);
  }

  private void line(int number, byte[] bytes) {
    var clean = CleanText.of(bytes);
    var said = SAID.matcher(clean.text());
    if (!said.matches()) {
      count(new CorpusCounts(1, 0, 0, 0, 0, 0));
      return;
    }
    var content = clean.cut(said.group(2).strip());
    if (content.text().isEmpty()) {
      count(new CorpusCounts(0, 1, 0, 0, 0, 0));
      return;
    }
    count(
        new CorpusCounts(
            0, 0, one(content.notUtf8()), one(content.controls()), one(content.overlong()), 0));
    var parent = parents.getOrDefault(number, ChatMessage.NO_REPLY);
    messages.add(new ChatMessage(number, said.group(1), content.text(), parent));
  }

  /** A reply can only name a message, and one before it. */
  private List<ChatMessage> withoutLostReplies() {
    var known = new HashMap<Integer, ChatMessage>();
    var linked = new ArrayList<ChatMessage>();
    for (var message : messages) {
      var lost = message.isReply() && !known.containsKey(message.replyTo());
      if (lost) {
        count(new CorpusCounts(0, 0, 0, 0, 0, 1));
      }
      known.put(message.line(), message);
      linked.add(
          lost
              ? new ChatMessage(
                  message.line(), message.nick(), message.text(), ChatMessage.NO_REPLY)
              : message);
    }
    return linked;
  }

  /** {@code A B -}: line B answers line A; of several the nearest counts. */
  private static Map<Integer, Integer> parents(byte[] annotation) {
    var parents = new HashMap<Integer, Integer>();
    new String(annotation, StandardCharsets.UTF_8)
        .lines()
        .map(line -> line.split(" ", -1))
        .filter(parts -> parts.length == 3)
        .forEach(parts -> {
          var parent = Integer.parseInt(parts[0]);
          var child = Integer.parseInt(parts[1]);
          if (parent < child) {
            parents.merge(child, parent, Math::max);
          }
        });
    return parents;
  }

  private void count(CorpusCounts more) {
    counts = counts.plus(more);
  }

  private static int one(boolean met) {
    return met ? 1 : 0;
  }
}
