-- What was said to the public: an edition of a stage, and those that supersede
-- it.  Rows are only ever added.
CREATE TABLE edition (
	org_id INTEGER NOT NULL,
	assessment_id INTEGER NOT NULL,
	stage INTEGER NOT NULL CHECK (stage BETWEEN 1 AND 3), -- baseline, update, publication
	number INTEGER NOT NULL CHECK (number > 0), -- 1 first; each later one supersedes
	id INTEGER NOT NULL,
	at INTEGER NOT NULL,
	published_by INTEGER REFERENCES person (id),
	role TEXT NOT NULL, -- in which it was signed
	late INTEGER NOT NULL CHECK (late IN (0, 1)),
	reason TEXT NOT NULL, -- why it supersedes; nothing for the first
	level_0 INTEGER NOT NULL, -- how many requirements are at each level
	level_1 INTEGER NOT NULL,
	level_2 INTEGER NOT NULL,
	level_3 INTEGER NOT NULL,
	not_relevant INTEGER NOT NULL,
	exempt INTEGER NOT NULL,
	below INTEGER NOT NULL, -- the level that the grade asks for
	percent INTEGER,
	points INTEGER NOT NULL,
	points_of INTEGER NOT NULL,
	grade INTEGER NOT NULL CHECK (grade BETWEEN 0 AND 2),
	salt BLOB NOT NULL, -- of the evidence's hashes; not published
	body TEXT NOT NULL, -- its part of the bundle, as it is signed
	digest BLOB NOT NULL, -- SHA-256 of body
	PRIMARY KEY (org_id, assessment_id, stage, number),
	UNIQUE (org_id, id),
	FOREIGN KEY (org_id, assessment_id) REFERENCES assessment (org_id, id)
);
CREATE TABLE edition_level (
	org_id INTEGER NOT NULL,
	edition_id INTEGER NOT NULL,
	number TEXT NOT NULL,
	level INTEGER CHECK (level BETWEEN 0 AND 3), -- none: not relevant
	exempt INTEGER NOT NULL CHECK (exempt IN (0, 1)),
	PRIMARY KEY (org_id, edition_id, number),
	FOREIGN KEY (org_id, edition_id) REFERENCES edition (org_id, id)
);
-- What reviewers from outside said of an edition; the newest row counts.
CREATE TABLE edition_review (
	org_id INTEGER NOT NULL,
	edition_id INTEGER NOT NULL,
	id INTEGER NOT NULL,
	at INTEGER NOT NULL,
	by_id INTEGER NOT NULL REFERENCES person (id),
	outcome INTEGER NOT NULL CHECK (outcome BETWEEN 1 AND 3), -- passed, more evidence asked, failed
	grade INTEGER CHECK (grade BETWEEN 0 AND 2), -- as reviewed; none where more is asked
	reason TEXT NOT NULL, -- not published
	PRIMARY KEY (org_id, edition_id, id),
	CHECK ((outcome = 2) = (grade IS NULL)),
	FOREIGN KEY (org_id, edition_id) REFERENCES edition (org_id, id)
);
-- The keys that publications are signed with; what is secret of them lies in
-- files of its own.
CREATE TABLE signing_key (
	id TEXT NOT NULL PRIMARY KEY, -- 16 hex digits of the SHA-256 of public
	public BLOB NOT NULL,
	made_at INTEGER NOT NULL,
	revoked_at INTEGER,
	reason TEXT NOT NULL
);
CREATE TABLE edition_signature (
	org_id INTEGER NOT NULL,
	edition_id INTEGER NOT NULL,
	key_id TEXT NOT NULL REFERENCES signing_key (id),
	signature BLOB NOT NULL,
	at INTEGER NOT NULL,
	PRIMARY KEY (org_id, edition_id, key_id),
	FOREIGN KEY (org_id, edition_id) REFERENCES edition (org_id, id)
);

-- What a search among organisations looks at: code and name, in small letters.
ALTER TABLE org ADD COLUMN folded TEXT NOT NULL DEFAULT '';
