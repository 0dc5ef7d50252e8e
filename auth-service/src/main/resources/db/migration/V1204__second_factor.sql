-- The second factor of an account (TOTP, RFC 6238); it is asked for once it is confirmed.
CREATE TABLE totp (
  user_id      bigint PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
  secret       bytea NOT NULL,
  confirmed_at timestamptz,
  -- The time step of the last code used: none is good twice, nor an earlier one.
  last_step    bigint NOT NULL DEFAULT -1
);

-- Codes that stand for the second factor once each, when the device is lost.
CREATE TABLE recovery_codes (
  user_id bigint NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  hash    bytea NOT NULL,
  PRIMARY KEY (user_id, hash)
);

-- Logins that had the right password and wait for the second factor.
CREATE TABLE login_tickets (
  hash                bytea PRIMARY KEY,
  user_id             bigint NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  credentials_version bigint NOT NULL,
  budget              text NOT NULL,
  attempts            int NOT NULL DEFAULT 0,
  expires_at          timestamptz NOT NULL
);

CREATE INDEX login_tickets_user ON login_tickets (user_id);
CREATE INDEX login_tickets_expiry ON login_tickets (expires_at);
