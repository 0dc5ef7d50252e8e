-- Whether there is more to read of a message: most have neither reactions nor a pin.
ALTER TABLE messages
  ADD COLUMN reacted boolean NOT NULL DEFAULT false,
  ADD COLUMN pinned  boolean NOT NULL DEFAULT false;

-- The emojis under a message: how many set it, and the channel's sequence when the first did, by which they are ordered.
CREATE TABLE reaction_kinds (
  channel_id bigint NOT NULL,
  message_id bigint NOT NULL,
  emoji      text NOT NULL,
  since_seq  bigint NOT NULL,
  count      integer NOT NULL,
  PRIMARY KEY (channel_id, message_id, emoji)
) WITH (fillfactor = 70);

-- Who set which.
CREATE TABLE reactions (
  channel_id bigint NOT NULL,
  message_id bigint NOT NULL,
  emoji      text NOT NULL,
  user_id    bigint NOT NULL,
  PRIMARY KEY (channel_id, message_id, emoji, user_id)
);

-- At most 50 a channel, newest first.
CREATE TABLE pins (
  channel_id bigint NOT NULL,
  message_id bigint NOT NULL,
  user_id    bigint NOT NULL,
  pinned_at  timestamptz NOT NULL,
  PRIMARY KEY (channel_id, message_id)
);
