-- Accounts that are gone, of which what is personal is being erased, and how far that has come. Few rows, short lives.
CREATE TABLE erasures (
  user_id    bigint PRIMARY KEY,
  messages   boolean NOT NULL,
  stage      smallint NOT NULL,
  channel_id bigint NOT NULL,
  message_id bigint NOT NULL,
  due_at     timestamptz NOT NULL
) WITH (fillfactor = 50);
