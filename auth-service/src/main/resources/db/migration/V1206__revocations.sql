-- Whoever judges tokens asks which sessions have ended, in the order of their revocation.

ALTER TABLE sessions ADD COLUMN tokens_until timestamptz;

CREATE INDEX sessions_revoked ON sessions (revoked_at, id) WHERE revoked_at IS NOT NULL;
CREATE INDEX sessions_revoked_long ON sessions (revoked_at, id)
  WHERE revoked_at IS NOT NULL AND tokens_until IS NOT NULL;
