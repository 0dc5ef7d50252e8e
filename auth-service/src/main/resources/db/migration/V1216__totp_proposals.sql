-- A secret that nobody has confirmed is good for a while only. One from before this column counts as too old.
ALTER TABLE totp ADD COLUMN proposed_at timestamptz;
