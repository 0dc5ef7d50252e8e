-- Exports of all that is held on a person: one a user, built in the background.
CREATE TABLE exports (
  user_id         bigint PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
  id              bigint NOT NULL UNIQUE,
  state           text NOT NULL,
  requested_at    timestamptz NOT NULL,
  attempt         int NOT NULL DEFAULT 0,
  next_attempt_at timestamptz NOT NULL,
  expires_at      timestamptz,
  size            bigint
);

CREATE INDEX exports_due ON exports (next_attempt_at) WHERE state = 'BUILDING';
CREATE INDEX exports_expiry ON exports (expires_at) WHERE state = 'READY';

-- The zip, cut into parts and sealed. Those of an attempt that did not end go with the next one, or with the export.
CREATE TABLE export_parts (
  export_id bigint NOT NULL REFERENCES exports (id) ON DELETE CASCADE,
  attempt   int NOT NULL,
  part      int NOT NULL,
  bytes     bytea NOT NULL,
  PRIMARY KEY (export_id, attempt, part)
);
ALTER TABLE export_parts ALTER COLUMN bytes SET STORAGE EXTERNAL;
