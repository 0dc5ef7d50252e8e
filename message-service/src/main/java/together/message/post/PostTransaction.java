package together.message.post;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import together.message.attachment.FileClaims;
import together.message.store.Transactions;
import together.platform.id.Ids;
import together.platform.outbox.Outbox;
import together.platform.outbox.OutboxRecord;
import together.platform.outbox.OutboxRelay;
import together.proto.Message;

/**
 * Writes a batch: head locks, nonces, ids, messages and their events, in one transaction of four
 * round trips, whatever the batch's size; two more when files go with it.
 *
 * <p>All of it happens under the heads' locks, so in every process a channel's ids, sequence,
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
  public List<Outcome> append(List<Draft> drafts) {
    List<Outcome> outcomes =
        transactions.write(connection -> {
          var heads = ChannelHeads.lock(connection, drafts);
          var claims = FileClaims.lock(connection, drafts.stream().map(Draft::message).toList());
          var batch = number(heads, claims, drafts);
          if (!batch.created().isEmpty()) {
            messages.insert(connection, batch.created(), heads.all());
            Pings.insert(connection, batch.created());
            heads.slow().remember(connection);
            claims.store(connection);
            outbox.append(connection, batch.events());
          }
          return batch.outcomes();
        });
    relay.wake();
    return outcomes;
  }

  private record Batch(List<Outcome> outcomes, List<Message> created, List<OutboxRecord> events) {}

  private Batch number(ChannelHeads heads, FileClaims claims, List<Draft> drafts) {
    var outcomes = new ArrayList<Outcome>(drafts.size());
    var created = new ArrayList<Message>(drafts.size());
    var events = new ArrayList<OutboxRecord>(drafts.size());
    for (var draft : drafts) {
      var before = draft.nonce().map(heads::madeBy);
      if (before.isPresent()) {
        outcomes.add(new Outcome.Repeated(before.get()));
        continue;
      }
      var head = heads.of(draft.channelId());
      long id = ids.nextAfter(head.lastMessageId());
      long tooSoon = heads.slow().remainingMillis(draft, id);
      if (tooSoon > 0) {
        outcomes.add(new Outcome.TooSoon(tooSoon));
        continue;
      }
      var message = draft.numbered(id);
      if (!claims.take(message)) {
        outcomes.add(new Outcome.WithoutFiles());
        continue;
      }
      head.advance(message.getId());
      heads.slow().posted(draft, id);
      draft.nonce().ifPresent(nonce -> heads.made(nonce, message.getId()));
      created.add(message);
      events.add(MessageEvents.created(draft, message, head.seq()));
      outcomes.add(new Outcome.Created(message));
    }
    return new Batch(outcomes, created, events);
  }
}
