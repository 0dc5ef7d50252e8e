-- Mails that wait for a mail server, or were sent within the last hour (which bounds how many one address gets). No link
-- and no token is in here: they are made when a mail is sent.
CREATE TABLE mails (
  id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  kind            text NOT NULL,
  user_id         bigint REFERENCES users (id) ON DELETE CASCADE,
  address         text NOT NULL,
  session_id      bigint,
  detail          text,
  created_at      timestamptz NOT NULL,
  attempts        int NOT NULL DEFAULT 0,
  next_attempt_at timestamptz NOT NULL,
  sent_at         timestamptz
);

CREATE INDEX mails_waiting ON mails (next_attempt_at) WHERE sent_at IS NULL;
CREATE INDEX mails_sent ON mails (lower(address), kind) WHERE sent_at IS NOT NULL;
CREATE INDEX mails_user ON mails (user_id);

-- What a mailed link proves: that whoever follows it reads the mail of that address.
CREATE TABLE mail_tokens (
  hash       bytea PRIMARY KEY,
  user_id    bigint NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  purpose    text NOT NULL,
  address    text NOT NULL,
  session_id bigint,
  expires_at timestamptz NOT NULL
);

CREATE INDEX mail_tokens_user ON mail_tokens (user_id, purpose);
CREATE INDEX mail_tokens_expiry ON mail_tokens (expires_at);
