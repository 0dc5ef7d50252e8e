-- The status a user has chosen, and what it says of itself beside that. Changed under the lock of the user's row.

ALTER TABLE users
  ADD COLUMN status text NOT NULL DEFAULT 'ONLINE' CHECK (status IN ('ONLINE', 'IDLE', 'DND', 'INVISIBLE')),
  ADD COLUMN status_chosen_at timestamptz,
  ADD COLUMN custom_text text,
  ADD COLUMN custom_emoji text,
  ADD COLUMN custom_expires_at timestamptz;

-- What has expired is found without reading all accounts.
CREATE INDEX users_custom_expires_at ON users (custom_expires_at) WHERE custom_expires_at IS NOT NULL;
