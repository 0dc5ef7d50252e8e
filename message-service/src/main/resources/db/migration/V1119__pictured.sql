-- What a search for pictures looks for.
ALTER TABLE messages ADD COLUMN pictured boolean NOT NULL DEFAULT false;
