-- The sequence of what is told to one user's sessions alone: read states and settings. Raised with each change of them.
CREATE TABLE user_heads (
  user_id bigint PRIMARY KEY,
  seq     bigint NOT NULL
) WITH (fillfactor = 50);

-- What a user wants to be notified of, of a server or of a channel; at most some hundred a user, none that says nothing.
CREATE TABLE notification_settings (
  user_id           bigint NOT NULL,
  target_id         bigint NOT NULL,      -- the server or the channel
  guild_id          bigint NOT NULL,      -- the server itself, or the channel's; 0: a dm
  level             smallint NOT NULL,    -- 0 all, 1 mentions, 2 nothing, 3 as the server
  muted             boolean NOT NULL,
  mute_until        timestamptz,
  suppress_everyone boolean NOT NULL,
  suppress_roles    boolean NOT NULL,
  PRIMARY KEY (user_id, target_id)
);

-- For what goes with a deleted channel or server. A mark moves without touching its index.
CREATE INDEX notification_settings_target ON notification_settings (target_id);
CREATE INDEX notification_settings_guild ON notification_settings (guild_id);
CREATE INDEX read_states_channel ON read_states (channel_id);

-- Who pinged: what one says to everyone is no news to oneself.
ALTER TABLE mentions ADD COLUMN author_id bigint NOT NULL DEFAULT 0;
