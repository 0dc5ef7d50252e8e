-- Wrong guesses that count, by SHA-256 of what they count against: no name and no address is in here. Lost with the
-- database's memory, which costs nothing but the count; so it costs no write-ahead log either.
CREATE UNLOGGED TABLE throttle (
  key           bytea PRIMARY KEY,
  free          int NOT NULL,
  failures      int NOT NULL,
  blocked_until timestamptz NOT NULL,
  last_at       timestamptz NOT NULL
);

CREATE INDEX throttle_age ON throttle (last_at);

-- Whether somebody has logged in from an address before.
CREATE INDEX sessions_user_address ON sessions (user_id, address);
