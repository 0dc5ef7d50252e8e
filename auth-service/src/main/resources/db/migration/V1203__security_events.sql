-- What happened to an account's security, for its owner and for auditors.
CREATE TABLE security_events (
  user_id    bigint NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  id         bigint NOT NULL,
  seq        bigint NOT NULL,
  type       text NOT NULL,
  session_id bigint,
  device     text NOT NULL,
  address    text NOT NULL,
  at         timestamptz NOT NULL,
  PRIMARY KEY (user_id, id)
);

CREATE INDEX security_events_age ON security_events (at);

-- The sequence of each user's security events, apart from the user's row, which they need not wait for.
CREATE TABLE security_heads (
  user_id bigint PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
  seq     bigint NOT NULL
);
