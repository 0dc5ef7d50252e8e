-- Mechanisms every service with a database shares; see together.platform.id and together.platform.outbox.

-- One row per worker number ever leased: ids up to issued_until (epoch milliseconds) may be out under that number.
CREATE TABLE worker_lease (
  worker       smallint PRIMARY KEY,
  issued_until bigint NOT NULL
);

-- Events written with the state they tell of, until Kafka has acknowledged them. Keyed by the aggregate, so that it
-- can be distributed with it; read in id order per shard by the one relay that holds the shard's advisory lock.
CREATE TABLE outbox (
  key           bigint NOT NULL,
  id            bigint GENERATED ALWAYS AS IDENTITY,
  shard         smallint NOT NULL,
  topic         text NOT NULL,
  partition_key bigint NOT NULL,
  type          text NOT NULL,
  headers       text[] NOT NULL,
  payload       bytea NOT NULL,
  created_at    timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (key, id)
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000, autovacuum_vacuum_cost_delay = 0);

CREATE INDEX outbox_shard_id ON outbox (shard, id);
