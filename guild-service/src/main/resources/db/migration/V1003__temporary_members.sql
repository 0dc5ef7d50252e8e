-- Members whose membership ends with their last session: found without reading the others.
CREATE INDEX members_temporary ON members (guild_id, user_id) WHERE temporary;
