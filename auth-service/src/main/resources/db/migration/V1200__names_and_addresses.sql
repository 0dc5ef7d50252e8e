-- Two names may not look alike: the skeleton of UTS 39 of username_key. Null for the operator's bulk accounts, whose names
-- nobody chose to deceive, and for older accounts that look like an earlier one.
ALTER TABLE users ADD COLUMN username_skeleton text;
CREATE UNIQUE INDEX users_username_skeleton_unique ON users (username_skeleton);

-- `email` is an address whose owner has followed a link sent there; until then it is only pending, and may be that of
-- several accounts.
ALTER TABLE users ADD COLUMN pending_email text;
UPDATE users SET pending_email = email, email = NULL WHERE email IS NOT NULL;

-- Raised when the password changes: a login that was being checked against the old one opens no session any more.
ALTER TABLE users ADD COLUMN credentials_version bigint NOT NULL DEFAULT 0;
