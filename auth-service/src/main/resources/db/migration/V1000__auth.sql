-- Who there is, in which logins, and the keys that prove it. Every users row carries `revision`, the sequence of that
-- user's events: who changes a user or its sessions raises it in the same transaction, under the row's lock.

CREATE TABLE users (
  id            bigint PRIMARY KEY,
  -- As its owner wrote it, NFKC.
  username      text NOT NULL,
  -- What is unique: see together.auth.account.Username.
  username_key  text NOT NULL CONSTRAINT users_username_unique UNIQUE,
  global_name   text,
  -- Hash of the avatar image.
  avatar        text,
  bot           boolean NOT NULL DEFAULT false,
  email         text,
  -- Argon2id in PHC string format; null: nobody logs in with a password.
  password_hash text,
  -- Made by the operator's bulk path, which may make new tokens for it as long as there is no password.
  operator_made boolean NOT NULL DEFAULT false,
  created_at    timestamptz NOT NULL,
  revision      bigint NOT NULL DEFAULT 1
);

CREATE UNIQUE INDEX users_email_unique ON users (lower(email));

-- A session is one login on one device. It lives until it is revoked or its refresh token has expired.
CREATE TABLE sessions (
  id           bigint PRIMARY KEY,
  user_id      bigint NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  device       text NOT NULL,
  address      text NOT NULL,
  created_at   timestamptz NOT NULL,
  last_used_at timestamptz NOT NULL,
  revoked_at   timestamptz
);

CREATE INDEX sessions_last_use ON sessions (last_used_at);
CREATE INDEX sessions_user ON sessions (user_id, id) WHERE revoked_at IS NULL;

-- One family of refresh tokens per session; a used one stays until it would have expired, so that its reuse is noticed.
CREATE TABLE refresh_tokens (
  -- SHA-256 of the token.
  hash             bytea PRIMARY KEY,
  session_id       bigint NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
  created_at       timestamptz NOT NULL,
  expires_at       timestamptz NOT NULL,
  used_at          timestamptz,
  -- The token that replaced it, sealed under the token itself: only who holds the old one can be told the new one.
  sealed_successor bytea
);

CREATE INDEX refresh_tokens_session ON refresh_tokens (session_id);
CREATE INDEX refresh_tokens_expiry ON refresh_tokens (expires_at);

-- Keys that sign access tokens. The newest whose time has come signs; all are published until they retire.
CREATE TABLE signing_keys (
  kid         text PRIMARY KEY,
  -- X.509 DER.
  public_key  bytea NOT NULL,
  -- PKCS #8 DER, sealed with AES-GCM: see together.auth.token.KeyEncryption.
  private_key bytea NOT NULL,
  created_at  timestamptz NOT NULL,
  signs_from  timestamptz NOT NULL,
  retires_at  timestamptz
);
