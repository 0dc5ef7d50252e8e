package together.message.post;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import together.message.store.Transactions;
import together.platform.id.Ids;
import together.platform.outbox.Outbox;
import together.platform.outbox.OutboxRecord;
import together.platform.outbox.OutboxRelay;
import together.proto.Message;

/**
 * Writes a batch of one channel: head lock, nonces, ids, messages and their events, in one
 * transaction of four round trips, whatever the batch's size.
 *
 * <p>All of it happens under the head's lock, so in every process a channel's ids, sequence,
 * commits and outbox rows have one order.
 */
@ApplicationScoped
public class PostTransaction implements BatchStore {
  private final Transactions transactions;
  private final Ids ids;
  private final MessageRepository messages;
  private final Outbox outbox;
  private final OutboxRelay relay;

  PostTransaction(
      Transactions transactions,
      Ids ids,
      MessageRepository messages,
      Outbox outbox,
      OutboxRelay relay) {
    this.transactions = transactions;
    this.ids = ids;
    this.messages = messages;
    this.outbox = outbox;
    this.relay = relay;
  }

  @Override
  public List<Outcome> append(long channelId, List<Draft> drafts) {
    long guildId = drafts.getFirst().guildId();
    var nonces = drafts.stream().map(Draft::nonce).filter(Objects::nonNull).distinct().toList();
    List<Outcome> outcomes =
        transactions.write(connection -> {
          var head = ChannelHead.lock(connection, channelId, guildId, nonces);
          var batch = number(head, drafts);
          if (!batch.created().isEmpty()) {
            messages.insert(connection, channelId, guildId, batch.created(), batch.seq());
            outbox.append(connection, batch.events());
          }
          return batch.outcomes();
        });
    relay.wake();
    return outcomes;
  }

  private record Batch(
      List<Outcome> outcomes, List<Message> created, List<OutboxRecord> events, long seq) {}

  private Batch number(ChannelHead head, List<Draft> drafts) {
    var used = new HashMap<>(head.used());
    var outcomes = new ArrayList<Outcome>(drafts.size());
    var created = new ArrayList<Message>(drafts.size());
    var events = new ArrayList<OutboxRecord>(drafts.size());
    long seq = head.seq();
    long last = head.lastMessageId();
    for (var draft : drafts) {
      var nonce = draft.nonce();
      var before = nonce == null ? null : used.get(nonce);
      if (before != null) {
        outcomes.add(new Outcome.Repeated(before));
        continue;
      }
      last = ids.nextAfter(last);
      seq++;
      var message = draft.numbered(last);
      if (nonce != null) {
        used.put(nonce, last);
      }
      created.add(message);
      events.add(MessageEvents.created(draft, message, seq));
      outcomes.add(new Outcome.Created(message));
    }
    return new Batch(outcomes, created, events, seq);
  }
}
