-- How users stand to each other: each side is a row of its own, changed under the locks of both users' rows.

CREATE TABLE relationships (
  user_id  bigint NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  other_id bigint NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  type     text NOT NULL CHECK (type IN ('FRIEND', 'BLOCK', 'INCOMING', 'OUTGOING')),
  since    timestamptz NOT NULL,
  PRIMARY KEY (user_id, other_id),
  CHECK (user_id <> other_id)
);

-- Erasing a user finds the other sides.
CREATE INDEX relationships_other ON relationships (other_id);

ALTER TABLE users ADD COLUMN direct_messages_from text NOT NULL DEFAULT 'EVERYONE'
  CHECK (direct_messages_from IN ('EVERYONE', 'SERVER_MEMBERS', 'FRIENDS'));
