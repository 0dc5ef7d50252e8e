-- Channels of no server: dms of two users, who stay for good, and group dms.

-- type: 1 dm, 3 group dm. revision is raised by every change and is the seq of that change's event. name and owner_id are
-- a group's. A group that the last one has left is gone.
CREATE TABLE private_channels (
  id         bigint PRIMARY KEY,
  type       integer NOT NULL,
  name       text,
  owner_id   bigint,
  revision   bigint NOT NULL,
  created_at timestamptz NOT NULL
) WITH (fillfactor = 50);

CREATE TABLE recipients (
  channel_id bigint NOT NULL REFERENCES private_channels ON DELETE CASCADE,
  user_id    bigint NOT NULL,
  joined_at  timestamptz NOT NULL,
  PRIMARY KEY (channel_id, user_id)
);
CREATE INDEX recipients_user ON recipients (user_id, channel_id);

-- Two users have one dm, whoever opens it, however often.
CREATE TABLE dm_pairs (
  low_user_id  bigint NOT NULL,
  high_user_id bigint NOT NULL,
  channel_id   bigint NOT NULL REFERENCES private_channels,
  PRIMARY KEY (low_user_id, high_user_id)
);
