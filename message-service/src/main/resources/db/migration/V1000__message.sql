-- Everything a channel owns has channel_id in its key: the order of a page, and the key to distribute by.

-- Written once, rarely changed: pages stay full (fillfactor 100), and vacuum comes by inserts so that history pages
-- become all-visible and frozen early instead of all at once.
CREATE TABLE messages (
  channel_id   bigint NOT NULL,
  id           bigint NOT NULL,
  guild_id     bigint NOT NULL,           -- 0 in a dm
  author_id    bigint NOT NULL,
  type         smallint NOT NULL,         -- 0 default, 19 reply
  content      text NOT NULL,
  nonce        text,
  reference_id bigint,                    -- the message replied to, in the same channel; it may be gone
  edited_at    timestamptz,
  PRIMARY KEY (channel_id, id)
) WITH (autovacuum_vacuum_insert_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.02);

-- For the short form /api/messages/{id} only. On an expression, because a plain index on id tempts the planner to walk
-- all channels' messages in id order for a page of one channel.
CREATE INDEX messages_id ON messages ((id + 0));

-- One row per channel that has ever had a message: whoever holds its lock is the channel's one writer. Two columns
-- change with every batch, neither is indexed: half-empty pages keep those updates in place (HOT).
CREATE TABLE channel_heads (
  channel_id      bigint PRIMARY KEY,
  guild_id        bigint NOT NULL,
  seq             bigint NOT NULL,        -- of the newest event of the channel
  last_message_id bigint NOT NULL         -- 0: none yet; not lowered by a deletion
) WITH (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_cost_delay = 0);

-- Which message a nonce made; outlives the message.
CREATE TABLE nonces (
  channel_id bigint NOT NULL,
  author_id  bigint NOT NULL,
  nonce      text NOT NULL,
  message_id bigint NOT NULL,
  PRIMARY KEY (channel_id, author_id, nonce)
) WITH (autovacuum_vacuum_insert_scale_factor = 0.05);

-- What a user has read; changed in place at every acknowledgement.
CREATE TABLE read_states (
  user_id       bigint NOT NULL,
  channel_id    bigint NOT NULL,
  last_read_id  bigint NOT NULL,
  mention_count integer NOT NULL DEFAULT 0,
  PRIMARY KEY (user_id, channel_id)
) WITH (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.05);
