-- Pictures of users, in the sizes they are served in. Changed under the lock of the user's row.

CREATE TABLE avatars (
  user_id bigint NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  size    integer NOT NULL,
  hash    text NOT NULL,
  media   text NOT NULL,
  bytes   bytea NOT NULL,
  PRIMARY KEY (user_id, size)
);
