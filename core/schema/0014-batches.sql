-- A head office acts for its sites: one batch is one set of answers, for sites
-- of one type.  What it finds before it writes is kept, to be put back.
CREATE TABLE batch (
	org_id INTEGER NOT NULL REFERENCES org (id), -- the head office
	id INTEGER NOT NULL,
	pack_id INTEGER NOT NULL REFERENCES pack (id),
	source_id INTEGER NOT NULL REFERENCES org (id), -- whose answers are copied
	owner TEXT NOT NULL, -- whom they are given to; nothing: whoever has them
	complete INTEGER NOT NULL CHECK (complete IN (0, 1)), -- mark them complete
	opens INTEGER NOT NULL CHECK (opens IN (0, 1)), -- the year, where it is not
	over INTEGER NOT NULL CHECK (over IN (0, 1)), -- what was begun there
	names INTEGER NOT NULL CHECK (names IN (0, 1)), -- of senior managers, too
	made_at INTEGER NOT NULL,
	made_by TEXT NOT NULL,
	act INTEGER NOT NULL CHECK (act BETWEEN 0 AND 3), -- none, answer, publish, undo
	act_at INTEGER,
	act_by INTEGER REFERENCES person (id),
	act_name TEXT NOT NULL,
	act_sites INTEGER NOT NULL, -- how many it is about
	PRIMARY KEY (org_id, id),
	UNIQUE (id)
);
CREATE TABLE batch_requirement (
	org_id INTEGER NOT NULL,
	batch_id INTEGER NOT NULL,
	number TEXT NOT NULL,
	PRIMARY KEY (org_id, batch_id, number),
	FOREIGN KEY (org_id, batch_id) REFERENCES batch (org_id, id)
);
CREATE TABLE batch_site (
	org_id INTEGER NOT NULL,
	batch_id INTEGER NOT NULL,
	site_id INTEGER NOT NULL REFERENCES org (id),
	state INTEGER NOT NULL CHECK (state BETWEEN 0 AND 3), -- chosen, answered, undone, published
	excluded INTEGER NOT NULL CHECK (excluded IN (0, 1)),
	waits INTEGER NOT NULL CHECK (waits BETWEEN 0 AND 3), -- for this act
	told INTEGER NOT NULL CHECK (told IN (0, 1)), -- in the head office's trail
	at INTEGER,
	by_name TEXT NOT NULL,
	why TEXT NOT NULL, -- the last act was not done; nothing: it was
	kept INTEGER NOT NULL, -- how many requirements it left alone there
	PRIMARY KEY (org_id, batch_id, site_id),
	FOREIGN KEY (org_id, batch_id) REFERENCES batch (org_id, id)
);
CREATE INDEX batch_site_waits ON batch_site (org_id, batch_id, waits, site_id);
-- What was done, line by line; rows are only ever added.
CREATE TABLE batch_line (
	org_id INTEGER NOT NULL,
	batch_id INTEGER NOT NULL,
	id INTEGER NOT NULL,
	site_id INTEGER NOT NULL REFERENCES org (id),
	number TEXT NOT NULL, -- of the requirement; nothing: the site as a whole
	what INTEGER NOT NULL CHECK (what BETWEEN 0 AND 9),
	at INTEGER NOT NULL,
	by_name TEXT NOT NULL,
	why TEXT NOT NULL,
	PRIMARY KEY (org_id, batch_id, id),
	FOREIGN KEY (org_id, batch_id) REFERENCES batch (org_id, id)
);

-- An answer as it stood at a site before a batch; gone once it was put back.
CREATE TABLE batch_answer (
	org_id INTEGER NOT NULL,
	batch_id INTEGER NOT NULL,
	answer_id INTEGER NOT NULL,
	edition INTEGER NOT NULL, -- that the batch wrote
	state INTEGER NOT NULL,
	level INTEGER NOT NULL,
	not_relevant INTEGER NOT NULL,
	target_level INTEGER,
	evidence INTEGER NOT NULL,
	plan_state INTEGER NOT NULL,
	owner TEXT NOT NULL,
	target_on TEXT,
	plan TEXT NOT NULL,
	plan_accepted_at INTEGER,
	plan_accepted_by INTEGER REFERENCES person (id),
	nr_record TEXT NOT NULL,
	completed_by INTEGER REFERENCES person (id),
	confirmed_by INTEGER REFERENCES person (id),
	owner_id INTEGER,
	deputy_id INTEGER,
	due_on TEXT,
	PRIMARY KEY (org_id, batch_id, answer_id),
	FOREIGN KEY (org_id, answer_id) REFERENCES answer (org_id, id)
);
CREATE TABLE batch_criterion (
	org_id INTEGER NOT NULL,
	batch_id INTEGER NOT NULL,
	answer_id INTEGER NOT NULL,
	criterion_id INTEGER NOT NULL REFERENCES criterion (id),
	met INTEGER NOT NULL,
	comment TEXT NOT NULL,
	owner_id INTEGER,
	PRIMARY KEY (org_id, batch_id, answer_id, criterion_id),
	FOREIGN KEY (org_id, batch_id, answer_id) REFERENCES batch_answer (org_id, batch_id, answer_id)
);
CREATE TABLE batch_evidence (
	org_id INTEGER NOT NULL,
	batch_id INTEGER NOT NULL,
	answer_id INTEGER NOT NULL,
	id INTEGER NOT NULL,
	title TEXT NOT NULL,
	reference TEXT NOT NULL,
	owner_id INTEGER,
	review_on TEXT,
	holding_id INTEGER,
	PRIMARY KEY (org_id, batch_id, answer_id, id),
	FOREIGN KEY (org_id, batch_id, answer_id) REFERENCES batch_answer (org_id, batch_id, answer_id)
);
CREATE TABLE batch_shown (
	org_id INTEGER NOT NULL,
	batch_id INTEGER NOT NULL,
	answer_id INTEGER NOT NULL,
	evidence_id INTEGER NOT NULL,
	criterion_id INTEGER NOT NULL REFERENCES criterion (id),
	position INTEGER NOT NULL,
	PRIMARY KEY (org_id, batch_id, answer_id, evidence_id, criterion_id),
	FOREIGN KEY (org_id, batch_id, answer_id) REFERENCES batch_answer (org_id, batch_id, answer_id)
);

CREATE INDEX pack_newest ON pack (org_type, released_on, id, version);
-- Each part of an organisation with its year of the newest version there is for
-- its type: 0 not started, 1 in progress, 2 all complete, 3 published.
CREATE VIEW site_year (parent_id, org_id, code, name, folded, type, version, assessment_id, due_on, state,
	asked, complete, published_at, late) AS
	SELECT o.parent_id, o.id, o.code, o.name, o.folded, o.type,
		(SELECT k.version FROM pack k WHERE k.org_type = o.type ORDER BY k.released_on DESC, k.id DESC LIMIT 1),
		a.id, a.due_on,
		CASE WHEN a.id IS NULL THEN 0 WHEN a.state = 2 THEN 3
			WHEN EXISTS (SELECT 1 FROM answer n WHERE n.org_id = a.org_id AND n.assessment_id = a.id
				AND n.state < 3) THEN 1
			ELSE 2 END,
		(SELECT count(*) FROM answer n WHERE n.org_id = a.org_id AND n.assessment_id = a.id),
		(SELECT count(*) FROM answer n WHERE n.org_id = a.org_id AND n.assessment_id = a.id AND n.state >= 3),
		p.at, COALESCE(p.late, 0)
	FROM org o
	LEFT JOIN assessment a ON a.org_id = o.id AND a.version = (SELECT k.version FROM pack k
		WHERE k.org_type = o.type ORDER BY k.released_on DESC, k.id DESC LIMIT 1)
	LEFT JOIN publication p ON p.org_id = a.org_id AND p.assessment_id = a.id
	WHERE o.parent_id IS NOT NULL;
