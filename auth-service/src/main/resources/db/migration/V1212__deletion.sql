-- Accounts whose owners leave: marked, and erased when their time to come back is over. The row of an erased one stays,
-- without a name, for what it wrote.
ALTER TABLE users ADD COLUMN deletion_at timestamptz;
ALTER TABLE users ADD COLUMN closed_at timestamptz;

-- What is to be erased, and when it is looked at again. A row goes with its work.
CREATE TABLE deletions (
  user_id         bigint PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
  messages        boolean NOT NULL,
  failures        int NOT NULL DEFAULT 0,
  next_attempt_at timestamptz NOT NULL
);

CREATE INDEX deletions_due ON deletions (next_attempt_at);

-- Names nobody gets for a while, as HMACs.
CREATE TABLE retired_names (
  name  bytea PRIMARY KEY,
  until timestamptz NOT NULL
);

CREATE INDEX retired_names_until ON retired_names (until);

-- A login may wait for another word than a code of the second factor.
ALTER TABLE login_tickets ADD COLUMN purpose text NOT NULL DEFAULT 'CODE';
