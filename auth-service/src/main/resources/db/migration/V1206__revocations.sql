-- Whoever judges tokens asks which sessions have ended, in the order of their revocation.

ALTER TABLE sessions ADD COLUMN tokens_until timestamptz;

-- Of the bulk route, until now; others have an address.
UPDATE sessions SET tokens_until = created_at + interval '12 hours'
WHERE device = 'operator' AND address = '' AND created_at > now() - interval '12 hours';

CREATE INDEX sessions_revoked ON sessions (revoked_at, id) WHERE revoked_at IS NOT NULL;
CREATE INDEX sessions_revoked_long ON sessions (tokens_until)
  WHERE revoked_at IS NOT NULL AND tokens_until IS NOT NULL;

-- The eldest that live, which end by their age.
CREATE INDEX sessions_begun ON sessions (created_at) WHERE revoked_at IS NULL;
