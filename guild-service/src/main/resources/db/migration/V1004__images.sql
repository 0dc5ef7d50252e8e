-- Icons of servers, and emojis.

-- The one icon of a server, in both sizes; guilds.icon is its hash.
CREATE TABLE icons (
  guild_id bigint NOT NULL REFERENCES guilds,
  size     integer NOT NULL,
  hash     text NOT NULL,
  media    text NOT NULL,
  bytes    bytea NOT NULL,
  PRIMARY KEY (guild_id, size)
);

-- As on Discord several of a server may have one name: reactions and messages name the id.
CREATE TABLE emojis (
  guild_id   bigint NOT NULL REFERENCES guilds,
  id         bigint NOT NULL,
  name       text NOT NULL,
  creator_id bigint NOT NULL,
  created_at timestamptz NOT NULL,
  media      text NOT NULL,
  bytes      bytea NOT NULL,
  PRIMARY KEY (guild_id, id)
);
CREATE UNIQUE INDEX emojis_id ON emojis (id);
