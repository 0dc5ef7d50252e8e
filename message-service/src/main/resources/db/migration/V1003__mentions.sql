-- What a message mentions, as the server resolved it when it was written; NULL: nobody.
ALTER TABLE messages
  ADD COLUMN mentions         bigint[],
  ADD COLUMN mention_roles    bigint[],
  ADD COLUMN mention_channels bigint[],
  ADD COLUMN mention_everyone boolean NOT NULL DEFAULT false;

-- Whom a message pinged, for the count of unread mentions; none is added by an edit. The target is a user, a role, or the
-- guild: everyone.
CREATE TABLE mentions (
  channel_id bigint NOT NULL,
  target_id  bigint NOT NULL,
  message_id bigint NOT NULL,
  PRIMARY KEY (channel_id, target_id, message_id)
);

-- So that nothing is counted in channels that are read up to here.
ALTER TABLE channel_heads ADD COLUMN last_mention_id bigint NOT NULL DEFAULT 0;

-- Counted from mentions instead.
ALTER TABLE read_states DROP COLUMN mention_count;
