-- The search index (ADR 19): segments, each of some thousand messages of one scope (a guild, or a private channel), written
-- once by a worker of its own. Nothing here is written with a post.

-- Whose segments there are; its lock is the right to add one.
CREATE TABLE search_scopes (
  scope        bigint PRIMARY KEY,
  next_segment integer NOT NULL DEFAULT 0,
  gone         boolean NOT NULL DEFAULT false
) WITH (fillfactor = 70);
CREATE INDEX search_scopes_gone ON search_scopes (scope) WHERE gone;

CREATE TABLE search_segments (
  scope       bigint NOT NULL,
  segment     integer NOT NULL,
  least_id    bigint NOT NULL,
  greatest_id bigint NOT NULL,
  messages    integer NOT NULL,
  PRIMARY KEY (scope, segment)
);

CREATE TABLE search_parts (
  scope   bigint NOT NULL,
  segment integer NOT NULL,
  part    integer NOT NULL,
  data    bytea NOT NULL,
  PRIMARY KEY (scope, segment, part)
);

-- Up to where each channel's messages are in segments. What is newer is read as it is.
CREATE TABLE search_marks (
  channel_id  bigint PRIMARY KEY,
  scope       bigint NOT NULL,
  indexed_id  bigint NOT NULL,
  counted_seq bigint NOT NULL
) WITH (fillfactor = 70);

-- Messages whose text has changed since; read as they are, too, until they are in a new segment.
CREATE TABLE search_changes (
  channel_id bigint NOT NULL,
  message_id bigint NOT NULL,
  times      integer NOT NULL DEFAULT 1,
  PRIMARY KEY (channel_id, message_id)
) WITH (fillfactor = 70);

-- So that the worker finds private channels without passing by those of guilds.
CREATE INDEX channel_heads_private ON channel_heads (channel_id) WHERE guild_id = 0;
