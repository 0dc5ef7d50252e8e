package together.guild.audit;

import com.google.protobuf.MessageOrBuilder;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import together.platform.id.Ids;
import together.platform.kafka.EventHeaders;
import together.platform.outbox.Outbox;
import together.platform.outbox.OutboxRecord;
import together.proto.AuditChange;
import together.proto.AuditEntry;
import together.proto.AuditEvent;

/** Writes down what is done with power: a row for those who may read it, an event for analysts. */
@ApplicationScoped
public class AuditLog {
  private static final String TOPIC = "together.audit.v1";

  private final AuditRepository repository;
  private final AuditReason reason;
  private final Outbox outbox;
  private final Ids ids;

  AuditLog(AuditRepository repository, AuditReason reason, Outbox outbox, Ids ids) {
    this.repository = repository;
    this.reason = reason;
    this.outbox = outbox;
    this.ids = ids;
  }

  /** What the caller gave as reason of all it does with this request. */
  public @Nullable String reason() {
    return reason.current();
  }

  /**
   * Within the transaction of the change, under the guild's row lock.
   *
   * @param before what was changed as it was; null: it is new
   * @param after as it is; null: it is gone
   */
  public void write(
      long guildId,
      long actorId,
      AuditAction action,
      @Nullable Long targetId,
      @Nullable MessageOrBuilder before,
      @Nullable MessageOrBuilder after) {
    var entry =
        new AuditEntryView(
            ids.next(),
            actorId,
            action.number(),
            targetId,
            reason.current(),
            AuditChanges.between(before, after));
    long seq = repository.insert(guildId, entry);
    var event =
        AuditEvent.newBuilder()
            .setGuildId(guildId)
            .setSeq(seq)
            .setAuditEntryCreate(proto(entry))
            .build();
    var headers =
        Map.of(
            EventHeaders.GUILD_ID,
            Long.toString(guildId),
            EventHeaders.USER_ID,
            Long.toString(actorId),
            EventHeaders.SEQ,
            Long.toString(seq));
    outbox.append(new OutboxRecord(TOPIC, guildId, guildId, "audit_entry_create", headers, event));
  }

  private static AuditEntry proto(AuditEntryView entry) {
    var proto =
        AuditEntry.newBuilder()
            .setId(entry.id())
            .setUserId(entry.userId())
            .setActionType(entry.actionType());
    if (entry.targetId() != null) {
      proto.setTargetId(entry.targetId());
    }
    if (entry.reason() != null) {
      proto.setReason(entry.reason());
    }
    for (var change : entry.changes()) {
      var one = AuditChange.newBuilder().setKey(change.key());
      if (change.oldValue() != null) {
        one.setOldValue(change.oldValue().toString());
      }
      if (change.newValue() != null) {
        one.setNewValue(change.newValue().toString());
      }
      proto.addChanges(one);
    }
    return proto.build();
  }
}
