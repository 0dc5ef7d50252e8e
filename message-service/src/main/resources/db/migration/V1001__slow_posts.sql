-- Who has posted when in channels with slow mode; changed in place. Beside the messages, so that a post elsewhere pays
-- nothing for it and a deleted message counts too.
CREATE TABLE slow_posts (
  channel_id bigint NOT NULL,
  author_id  bigint NOT NULL,
  message_id bigint NOT NULL,
  PRIMARY KEY (channel_id, author_id)
) WITH (fillfactor = 70);
