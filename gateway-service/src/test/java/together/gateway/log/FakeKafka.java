package together.gateway.log;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import together.proto.User;
import together.proto.UserEvent;

/** A Kafka with some records in the user log, to which connections fail as the test wants it. */
final class FakeKafka {
  private static final TopicPartition USERS = new TopicPartition(Log.USER.topic(), 0);

  private final long records;
  final AtomicInteger failingSeeks = new AtomicInteger();
  final AtomicInteger connections = new AtomicInteger();

  FakeKafka(long records) {
    this.records = records;
  }

  /** A consumer whose every poll brings one record, and whose third fails if it is the first. */
  MockConsumer<byte[], byte[]> connect() {
    return new Connection(connections.incrementAndGet());
  }

  private final class Connection extends MockConsumer<byte[], byte[]> {
    private final int number;
    private long polls;

    Connection(int number) {
      super("earliest");
      this.number = number;
      var ends = new HashMap<TopicPartition, Long>();
      for (var log : Log.values()) {
        var partition = new TopicPartition(log.topic(), 0);
        updatePartitions(
            log.topic(),
            List.of(new PartitionInfo(log.topic(), 0, Node.noNode(), new Node[0], new Node[0])));
        ends.put(partition, partition.equals(USERS) ? records : 0L);
      }
      updateEndOffsets(ends);
      updateBeginningOffsets(Map.of(USERS, 0L));
    }

    @Override
    public synchronized Map<TopicPartition, OffsetAndTimestamp> offsetsForTimes(
        Map<TopicPartition, Long> times) {
      if (failingSeeks.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
        throw new TimeoutException("no leader");
      }
      var found = new HashMap<TopicPartition, OffsetAndTimestamp>();
      times.keySet().forEach(one -> found.put(one, new OffsetAndTimestamp(0, 0)));
      return found;
    }

    @Override
    public synchronized org.apache.kafka.clients.consumer.ConsumerRecords<byte[], byte[]> poll(
        Duration timeout) {
      if (number == 1 && ++polls == 3) {
        throw new TimeoutException("lost");
      }
      long next = position(USERS);
      if (next < records) {
        var user = User.newBuilder().setId(7);
        var event = UserEvent.newBuilder().setUserId(7).setUserUpdate(user).build();
        addRecord(Records.record(Log.USER, 0, next, 7, Map.of(), event));
      }
      return super.poll(timeout);
    }
  }

  /** Notes what it is handed. */
  static final class Sink implements LogReader.Sink {
    final List<Long> offsets = new ArrayList<>();
    final AtomicInteger failures = new AtomicInteger();
    final AtomicInteger begun = new AtomicInteger();
    volatile boolean caughtUp;

    @Override
    public void begin(Positions start) {
      begun.incrementAndGet();
    }

    @Override
    public void entries(List<LogEntry> entries) {
      if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
        throw new IllegalStateException("a defect");
      }
      entries.forEach(entry -> offsets.add(entry.offset()));
    }

    @Override
    public void caughtUp() {
      caughtUp = true;
    }
  }
}
