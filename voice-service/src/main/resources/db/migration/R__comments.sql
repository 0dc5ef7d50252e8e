COMMENT ON TABLE voice_guild_seq IS 'The sequence of a guild''s voice events: every change of its states is made under this row''s lock.';
COMMENT ON TABLE voice_states IS 'Who is in which voice channel.';
COMMENT ON COLUMN voice_states.session_id IS 'the gateway session that holds the state: when it ends, so does the state';
COMMENT ON COLUMN voice_states.incarnation IS 'the gateway process that holds the session: when it ends, so does the state';
COMMENT ON COLUMN voice_states.revision IS 'the guild''s revision at which it was allowed';
