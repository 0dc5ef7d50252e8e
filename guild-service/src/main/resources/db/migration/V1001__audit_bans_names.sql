-- Who did what, who may not come back, and by which names members are found.

-- Counts the guild's audit entries: the seq of their events.
ALTER TABLE guilds ADD COLUMN audit_seq bigint NOT NULL DEFAULT 0;

-- action as Discord's action_type; changes: [{key, old_value, new_value}]. Kept when the guild is deleted.
CREATE TABLE audit_log (
  guild_id  bigint NOT NULL REFERENCES guilds,
  id        bigint NOT NULL,
  actor_id  bigint NOT NULL,
  action    integer NOT NULL,
  target_id bigint,
  reason    text,
  changes   jsonb NOT NULL,
  PRIMARY KEY (guild_id, id)
);
CREATE INDEX audit_log_actor ON audit_log (guild_id, actor_id, id);
CREATE INDEX audit_log_action ON audit_log (guild_id, action, id);
CREATE INDEX audit_log_target ON audit_log (guild_id, target_id, id);

CREATE TABLE bans (
  guild_id   bigint NOT NULL REFERENCES guilds,
  user_id    bigint NOT NULL,
  actor_id   bigint NOT NULL,
  reason     text,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (guild_id, user_id)
);

-- What search by prefix looks at, in lower case. kind: 0 username, 1 global name, 2 nick. Usernames and global names are
-- auth-service's: written at the join, by its events, and once more soon after the join (members.named), since a profile
-- read before the join may have changed meanwhile.
CREATE TABLE member_names (
  guild_id bigint NOT NULL,
  user_id  bigint NOT NULL,
  kind     integer NOT NULL,
  name     text COLLATE "C" NOT NULL,
  PRIMARY KEY (guild_id, user_id, kind)
);
CREATE INDEX member_names_prefix ON member_names (guild_id, name, user_id);
ALTER TABLE members ADD COLUMN named boolean NOT NULL DEFAULT false;
CREATE INDEX members_unnamed ON members (guild_id, user_id) WHERE NOT named;
