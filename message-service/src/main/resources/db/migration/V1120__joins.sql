-- How far a server's joins have been told in its system channel, and how many of them lately. One row a channel.
CREATE TABLE joins (
  channel_id bigint PRIMARY KEY,
  revision   bigint NOT NULL,
  minute     bigint NOT NULL,
  told       integer NOT NULL
) WITH (fillfactor = 50);
