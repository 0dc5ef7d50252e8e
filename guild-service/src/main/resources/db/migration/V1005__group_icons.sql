-- The one icon of a group dm, in both sizes; private_channels.icon is its hash.
ALTER TABLE private_channels ADD COLUMN icon text;

CREATE TABLE group_icons (
  channel_id bigint NOT NULL REFERENCES private_channels ON DELETE CASCADE,
  size       integer NOT NULL,
  hash       text NOT NULL,
  media      text NOT NULL,
  bytes      bytea NOT NULL,
  PRIMARY KEY (channel_id, size)
);
