-- Stages of a year that were submitted before its publication: the baseline and
-- the performance update.  What the public may know of one is its edition; this
-- is what the organisation itself keeps of that moment.
CREATE TABLE stage (
	org_id INTEGER NOT NULL,
	assessment_id INTEGER NOT NULL,
	stage INTEGER NOT NULL CHECK (stage IN (1, 2)), -- baseline, update
	id INTEGER NOT NULL,
	at INTEGER NOT NULL,
	by_id INTEGER REFERENCES person (id), -- none: the operator
	by_name TEXT NOT NULL,
	due_on TEXT NOT NULL, -- the version's day
	late INTEGER NOT NULL CHECK (late IN (0, 1)),
	edition_id INTEGER NOT NULL,
	evidence INTEGER NOT NULL, -- how many pieces in all
	PRIMARY KEY (org_id, assessment_id, stage),
	UNIQUE (org_id, id),
	FOREIGN KEY (org_id, assessment_id) REFERENCES assessment (org_id, id),
	FOREIGN KEY (org_id, edition_id) REFERENCES edition (org_id, id)
);
CREATE TABLE stage_answer (
	org_id INTEGER NOT NULL,
	stage_id INTEGER NOT NULL,
	number TEXT NOT NULL,
	state INTEGER NOT NULL CHECK (state BETWEEN 0 AND 4),
	level INTEGER NOT NULL CHECK (level BETWEEN 0 AND 3), -- what counted
	claimed INTEGER NOT NULL CHECK (claimed BETWEEN 0 AND 3),
	not_relevant INTEGER NOT NULL CHECK (not_relevant IN (0, 1)),
	exempt INTEGER NOT NULL CHECK (exempt IN (0, 1)),
	planned INTEGER NOT NULL CHECK (planned IN (0, 1)), -- by an accepted plan
	owner TEXT NOT NULL,
	evidence INTEGER NOT NULL, -- how many pieces
	PRIMARY KEY (org_id, stage_id, number),
	FOREIGN KEY (org_id, stage_id) REFERENCES stage (org_id, id)
);

-- An exemption is in force from its first day to its last, and until it is taken
-- back; rows are only ever added and ended.
ALTER TABLE exemption ADD COLUMN from_on TEXT; -- none: since ever
ALTER TABLE exemption ADD COLUMN until_on TEXT; -- the last day; none: no end
ALTER TABLE exemption ADD COLUMN granted_by TEXT NOT NULL DEFAULT '';
ALTER TABLE exemption ADD COLUMN ended_at INTEGER;
ALTER TABLE exemption ADD COLUMN ended_by TEXT;
ALTER TABLE exemption ADD COLUMN end_reason TEXT;
