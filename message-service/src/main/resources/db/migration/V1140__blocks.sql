-- Who has blocked whom, as auth-service tells it: what the blocked one says does not ping.

CREATE TABLE blocks (
  user_id  bigint NOT NULL,
  other_id bigint NOT NULL,
  PRIMARY KEY (user_id, other_id)
);

CREATE INDEX blocks_other ON blocks (other_id);
