-- What programs ask with, in somebody's name: a digest of each.
CREATE TABLE api_token (
	id INTEGER PRIMARY KEY,
	org_id INTEGER NOT NULL REFERENCES org (id),
	person_id INTEGER NOT NULL REFERENCES person (id),
	digest BLOB NOT NULL UNIQUE,
	name TEXT NOT NULL,
	scopes INTEGER NOT NULL CHECK (scopes BETWEEN 1 AND 7), -- read, write, training
	made_at INTEGER NOT NULL,
	expires_on TEXT NOT NULL, -- the last day
	used_on TEXT,
	revoked_at INTEGER,
	revoked_by TEXT -- who, in words
);
CREATE INDEX api_token_of ON api_token (org_id, person_id);
-- The groups of whoever made it, as they were on the day it was used last.
CREATE TABLE api_token_group (
	token_id INTEGER NOT NULL REFERENCES api_token (id),
	group_name TEXT NOT NULL,
	PRIMARY KEY (token_id, group_name)
);
