COMMENT ON TABLE messages IS 'Keyed by channel and id: the order of a page. Written once, rarely changed.';
COMMENT ON COLUMN messages.guild_id IS '0 in a dm';
COMMENT ON COLUMN messages.type IS '0 default, 19 reply';
COMMENT ON COLUMN messages.reference_id IS 'the message replied to, in the same channel; it may be gone';
COMMENT ON TABLE channel_heads IS 'One row per channel that has ever had a message: whoever holds its lock is the channel''s one writer.';
COMMENT ON COLUMN channel_heads.seq IS 'of the newest event of the channel';
COMMENT ON COLUMN channel_heads.last_message_id IS '0: none yet; not lowered by a deletion';
COMMENT ON TABLE nonces IS 'Which message a nonce made; outlives the message.';
COMMENT ON TABLE read_states IS 'What a user has read of a channel.';
