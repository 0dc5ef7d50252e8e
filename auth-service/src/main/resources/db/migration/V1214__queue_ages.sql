-- How long the eldest work waits is asked every two seconds, and next_attempt_at moves on with each attempt.
ALTER TABLE deletions ADD COLUMN due_at timestamptz;
UPDATE deletions SET due_at = users.deletion_at FROM users WHERE users.id = deletions.user_id;

CREATE INDEX deletions_age ON deletions (due_at);
CREATE INDEX mails_age ON mails (created_at) WHERE sent_at IS NULL;
CREATE INDEX exports_age ON exports (requested_at) WHERE state = 'BUILDING';
