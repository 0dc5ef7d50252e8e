-- What an account that goes for good has left is found by its id alone.
CREATE INDEX bans_user ON bans (user_id);
CREATE INDEX audit_log_persons ON audit_log (target_id) WHERE action IN (20, 22, 23, 24, 25);
