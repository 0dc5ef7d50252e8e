-- Messages that are to go because of an event elsewhere, and how far they have gone. Few rows, short lives.
CREATE TABLE deletions (
  channel_id bigint NOT NULL,             -- 0: all channels of the guild
  guild_id   bigint NOT NULL,             -- 0: a dm
  author_id  bigint NOT NULL,             -- whose messages; 0: everybody's, with all else the channel owns
  until_id   bigint NOT NULL,             -- the newest message that may go
  after_id   bigint NOT NULL,             -- up to here they have gone
  revision   bigint NOT NULL,
  due_at     timestamptz NOT NULL,
  PRIMARY KEY (channel_id, guild_id, author_id, until_id)
) WITH (fillfactor = 50);
CREATE INDEX deletions_due ON deletions (due_at);

-- The channels of a guild that have messages. Its column never changes: the heads' updates stay in place (HOT).
CREATE INDEX channel_heads_guild ON channel_heads (guild_id);
