-- Servers and what belongs to them. Everything a guild owns is keyed by guild_id; user ids are auth-service's.

-- revision is raised by every change and is the seq of that change's event; structure_revision is the revision of the
-- last change of roles, channels, overrides or owner, so that they can be kept in memory while members come and go.
-- A deleted guild keeps its row: its sequence never starts again.
CREATE TABLE guilds (
  id                 bigint PRIMARY KEY,
  name               text NOT NULL,
  description        text,
  icon               text,
  owner_id           bigint NOT NULL,
  open_to_join       boolean NOT NULL DEFAULT false,
  member_count       integer NOT NULL,
  revision           bigint NOT NULL,
  structure_revision bigint NOT NULL,
  created_at         timestamptz NOT NULL,
  deleted_at         timestamptz
) WITH (fillfactor = 50);

-- @everyone has the guild's id. Equal positions are ordered by id, the older role first.
CREATE TABLE roles (
  guild_id    bigint NOT NULL REFERENCES guilds,
  id          bigint NOT NULL,
  name        text NOT NULL,
  color       integer NOT NULL,
  hoist       boolean NOT NULL,
  mentionable boolean NOT NULL,
  position    integer NOT NULL,
  permissions bigint NOT NULL,
  PRIMARY KEY (guild_id, id)
);
CREATE UNIQUE INDEX roles_id ON roles (id);

-- type as Discord's: 0 text, 2 voice, 4 category.
CREATE TABLE channels (
  guild_id            bigint NOT NULL REFERENCES guilds,
  id                  bigint NOT NULL,
  type                integer NOT NULL,
  name                text NOT NULL,
  topic               text,
  position            integer NOT NULL,
  parent_id           bigint,
  rate_limit_per_user integer NOT NULL,
  user_limit          integer NOT NULL,
  PRIMARY KEY (guild_id, id)
);
CREATE UNIQUE INDEX channels_id ON channels (id) INCLUDE (guild_id);

-- type: 0 role, 1 member.
CREATE TABLE overrides (
  guild_id   bigint NOT NULL,
  channel_id bigint NOT NULL,
  target_id  bigint NOT NULL,
  type       integer NOT NULL,
  allow      bigint NOT NULL,
  deny       bigint NOT NULL,
  PRIMARY KEY (guild_id, channel_id, target_id),
  FOREIGN KEY (guild_id, channel_id) REFERENCES channels ON DELETE CASCADE
);

-- A member is one row. roles may name roles that are gone: they mean nothing.
CREATE TABLE members (
  guild_id                     bigint NOT NULL REFERENCES guilds,
  user_id                      bigint NOT NULL,
  nick                         text,
  roles                        bigint[] NOT NULL,
  joined_at                    timestamptz NOT NULL,
  communication_disabled_until timestamptz,
  temporary                    boolean NOT NULL,
  PRIMARY KEY (guild_id, user_id)
);
CREATE INDEX members_user ON members (user_id, guild_id);

-- channel_id: where newcomers land, 0 when the inviter saw no text channel. max_uses 0 is no limit.
CREATE TABLE invites (
  code       text PRIMARY KEY,
  guild_id   bigint NOT NULL REFERENCES guilds,
  channel_id bigint NOT NULL,
  inviter_id bigint NOT NULL,
  uses       integer NOT NULL,
  max_uses   integer NOT NULL,
  created_at timestamptz NOT NULL,
  expires_at timestamptz,
  temporary  boolean NOT NULL
);
CREATE INDEX invites_guild ON invites (guild_id, created_at);
