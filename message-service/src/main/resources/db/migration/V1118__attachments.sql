-- A file is uploaded first and carried by a message later. Without a message it is the uploader's alone, until the sweep
-- takes it: an upload nobody used, and what a deleted message leaves behind.
CREATE TABLE attachments (
  channel_id   bigint NOT NULL,
  id           bigint NOT NULL,
  message_id   bigint,                    -- null: none carries it
  uploader_id  bigint NOT NULL,
  filename     text NOT NULL,
  content_type text NOT NULL,
  size         integer NOT NULL,          -- bytes
  width        integer,                   -- pixels; null: no picture
  height       integer,
  preview_size integer,                   -- bytes of a smaller picture that is kept beside it; null: none is
  preview_type text,
  stored       boolean NOT NULL,          -- false: still on its way to the store, or about to be taken from it
  PRIMARY KEY (channel_id, id)
);

-- A download names no channel. On an expression, for the reason of messages_id.
CREATE INDEX attachments_id ON attachments ((id + 0));

CREATE INDEX attachments_message ON attachments (channel_id, message_id) WHERE message_id IS NOT NULL;

-- What the sweep looks through, oldest first.
CREATE INDEX attachments_unused ON attachments (id) WHERE message_id IS NULL;

CREATE TABLE upload_totals (
  user_id bigint PRIMARY KEY,
  bytes   bigint NOT NULL
) WITH (fillfactor = 70);

-- Whether it may carry files: most do not, and their page asks for none.
ALTER TABLE messages ADD COLUMN attached boolean NOT NULL DEFAULT false;
