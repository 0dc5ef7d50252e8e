COMMENT ON TABLE worker_lease IS 'One row per worker number ever leased by a process of the service; the lease itself is an advisory lock.';
COMMENT ON COLUMN worker_lease.worker IS 'ten bits of the ids made under it';
COMMENT ON COLUMN worker_lease.issued_until IS 'ids up to this time (epoch milliseconds) may be out';
COMMENT ON TABLE outbox IS 'Events written in the transaction of the state they tell of, until Kafka has acknowledged them. Each shard is read in id order by the one relay that holds its advisory lock.';
COMMENT ON COLUMN outbox.key IS 'the aggregate: its events keep their order';
COMMENT ON COLUMN outbox.partition_key IS 'what chooses the partition of the topic';
COMMENT ON COLUMN outbox.type IS 'the field of the event''s oneof';
COMMENT ON COLUMN outbox.headers IS 'names and values in turn';
COMMENT ON COLUMN outbox.payload IS 'protobuf';
