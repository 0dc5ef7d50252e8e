-- Who is in which voice channel. Every change is made under the guild's row in voice_guild_seq, whose seq is the
-- sequence of that guild's voice events.

CREATE TABLE voice_guild_seq (
  guild_id bigint PRIMARY KEY,
  seq      bigint NOT NULL
);

CREATE TABLE voice_states (
  guild_id    bigint NOT NULL,
  user_id     bigint NOT NULL,
  channel_id  bigint NOT NULL,
  -- The gateway session that holds the state, and the gateway process that holds the session: when either ends, so does
  -- the state.
  session_id  text NOT NULL,
  incarnation text NOT NULL,
  self_mute   boolean NOT NULL,
  self_deaf   boolean NOT NULL,
  mute        boolean NOT NULL,
  deaf        boolean NOT NULL,
  -- The guild's revision at which it was allowed.
  revision    bigint NOT NULL,
  joined_at   timestamptz NOT NULL,
  PRIMARY KEY (guild_id, user_id)
);

CREATE INDEX voice_states_channel ON voice_states (guild_id, channel_id);
CREATE INDEX voice_states_user ON voice_states (user_id);
CREATE INDEX voice_states_session ON voice_states (session_id);
CREATE INDEX voice_states_incarnation ON voice_states (incarnation);
