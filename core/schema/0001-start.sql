-- The catalogue: sets of requirements, as loaded from packs.
CREATE TABLE pack (
	id INTEGER PRIMARY KEY,
	framework TEXT NOT NULL,
	version TEXT NOT NULL,
	org_type TEXT NOT NULL,
	revision INTEGER NOT NULL CHECK (revision > 0),
	title TEXT NOT NULL,
	type_name TEXT NOT NULL,
	released_on TEXT NOT NULL,
	workflow INTEGER NOT NULL CHECK (workflow IN (0, 1)),
	interim INTEGER NOT NULL CHECK (interim IN (0, 1)),
	mark TEXT NOT NULL,
	note TEXT NOT NULL,
	baseline_md TEXT NOT NULL,
	update_md TEXT NOT NULL,
	final_md TEXT NOT NULL,
	rounding INTEGER NOT NULL CHECK (rounding IN (0, 1)),
	grade_level INTEGER NOT NULL CHECK (grade_level BETWEEN 1 AND 3),
	grade_0 TEXT NOT NULL,
	grade_1 TEXT NOT NULL,
	grade_2 TEXT NOT NULL,
	training_percent INTEGER NOT NULL,
	statement TEXT NOT NULL,
	digest BLOB NOT NULL,
	loaded_at INTEGER NOT NULL,
	UNIQUE (framework, version, org_type, revision)
);
CREATE TABLE pack_duty (
	pack_id INTEGER NOT NULL REFERENCES pack (id),
	position INTEGER NOT NULL,
	code TEXT NOT NULL,
	title TEXT NOT NULL,
	required INTEGER NOT NULL CHECK (required IN (0, 1)),
	PRIMARY KEY (pack_id, position),
	UNIQUE (pack_id, code)
);
CREATE TABLE initiative (
	pack_id INTEGER NOT NULL REFERENCES pack (id),
	position INTEGER NOT NULL,
	code TEXT NOT NULL,
	name TEXT NOT NULL,
	PRIMARY KEY (pack_id, position),
	UNIQUE (pack_id, code)
);
CREATE TABLE origin (
	pack_id INTEGER NOT NULL REFERENCES pack (id),
	position INTEGER NOT NULL,
	code TEXT NOT NULL,
	title TEXT NOT NULL,
	PRIMARY KEY (pack_id, position),
	UNIQUE (pack_id, code)
);
CREATE TABLE requirement (
	id INTEGER PRIMARY KEY,
	pack_id INTEGER NOT NULL REFERENCES pack (id),
	number TEXT NOT NULL,
	initiative INTEGER NOT NULL,
	title TEXT NOT NULL,
	description TEXT NOT NULL,
	changes TEXT NOT NULL,
	nr_reason TEXT,
	nr_record TEXT,
	training INTEGER NOT NULL CHECK (training IN (0, 1)),
	mark_set TEXT NOT NULL,
	mark_title TEXT NOT NULL,
	mark_criteria TEXT NOT NULL,
	summary_0 TEXT NOT NULL,
	summary_1 TEXT NOT NULL,
	summary_2 TEXT NOT NULL,
	summary_3 TEXT NOT NULL,
	UNIQUE (pack_id, number),
	FOREIGN KEY (pack_id, initiative) REFERENCES initiative (pack_id, position)
);
CREATE TABLE requirement_origin (
	requirement_id INTEGER NOT NULL REFERENCES requirement (id),
	position INTEGER NOT NULL,
	origin INTEGER NOT NULL,
	PRIMARY KEY (requirement_id, position)
);
CREATE TABLE criterion (
	id INTEGER PRIMARY KEY,
	requirement_id INTEGER NOT NULL REFERENCES requirement (id),
	code TEXT NOT NULL,
	level INTEGER NOT NULL CHECK (level BETWEEN 1 AND 3),
	text TEXT NOT NULL,
	maintenance INTEGER NOT NULL CHECK (maintenance IN (0, 1)),
	responsibility INTEGER NOT NULL CHECK (responsibility IN (0, 1)),
	UNIQUE (requirement_id, code)
);
CREATE TABLE expectation (
	criterion_id INTEGER NOT NULL REFERENCES criterion (id),
	position INTEGER NOT NULL,
	text TEXT NOT NULL,
	PRIMARY KEY (criterion_id, position)
);

-- Organisations and people.  Organisation 0 is the installation itself.
CREATE TABLE org (
	id INTEGER PRIMARY KEY,
	code TEXT NOT NULL UNIQUE,
	name TEXT NOT NULL,
	type TEXT NOT NULL,
	added_at INTEGER NOT NULL
);
CREATE TABLE person (
	id INTEGER PRIMARY KEY,
	user_name TEXT NOT NULL UNIQUE,
	name TEXT NOT NULL,
	org_id INTEGER REFERENCES org (id),
	closed INTEGER NOT NULL CHECK (closed IN (0, 1)),
	added_at INTEGER NOT NULL
);
CREATE INDEX person_org ON person (org_id);
CREATE TABLE role_grant (
	id INTEGER PRIMARY KEY,
	org_id INTEGER NOT NULL REFERENCES org (id),
	role INTEGER NOT NULL,
	person_id INTEGER REFERENCES person (id),
	group_name TEXT,
	granted_at INTEGER NOT NULL,
	CHECK ((person_id IS NULL) <> (group_name IS NULL))
);
CREATE UNIQUE INDEX role_grant_person
	ON role_grant (org_id, person_id, role) WHERE person_id IS NOT NULL;
CREATE UNIQUE INDEX role_grant_group
	ON role_grant (org_id, group_name, role) WHERE group_name IS NOT NULL;
CREATE INDEX role_grant_holder ON role_grant (person_id, org_id, role);

-- Sign-in.
CREATE TABLE session (
	token BLOB PRIMARY KEY,
	person_id INTEGER NOT NULL REFERENCES person (id),
	org_id INTEGER REFERENCES org (id),
	begun_at INTEGER NOT NULL,
	seen_at INTEGER NOT NULL,
	groups INTEGER NOT NULL -- how many of session_group
);
CREATE INDEX session_seen ON session (seen_at);
CREATE TABLE session_group (
	token BLOB NOT NULL REFERENCES session (token) ON DELETE CASCADE,
	group_name TEXT NOT NULL,
	PRIMARY KEY (token, group_name)
);
-- A form that came after its session had ended: kept for whoever sent it.
CREATE TABLE draft (
	person_id INTEGER NOT NULL REFERENCES person (id),
	org_id INTEGER NOT NULL REFERENCES org (id),
	path TEXT NOT NULL,
	body BLOB NOT NULL,
	at INTEGER NOT NULL,
	PRIMARY KEY (person_id, org_id, path)
);
CREATE TABLE throttle (
	kind INTEGER NOT NULL CHECK (kind IN (0, 1)),
	name TEXT NOT NULL,
	refused INTEGER NOT NULL,
	last_at INTEGER NOT NULL,
	PRIMARY KEY (kind, name)
);

-- One organisation's year.
CREATE TABLE assessment (
	org_id INTEGER NOT NULL REFERENCES org (id),
	id INTEGER NOT NULL,
	pack_id INTEGER NOT NULL REFERENCES pack (id),
	version TEXT NOT NULL,
	state INTEGER NOT NULL CHECK (state BETWEEN 0 AND 2),
	opened_at INTEGER NOT NULL,
	due_on TEXT NOT NULL,
	carried_from TEXT,
	previous_version TEXT,
	confirmed_at INTEGER,
	confirmed_by INTEGER REFERENCES person (id),
	PRIMARY KEY (org_id, id),
	UNIQUE (id),
	UNIQUE (org_id, version)
);
-- What is in a key comes first in each table, in the key's order: the integrity
-- check of SQLite 3.40 takes other tables for damaged.
CREATE TABLE answer (
	org_id INTEGER NOT NULL,
	assessment_id INTEGER NOT NULL,
	requirement_id INTEGER NOT NULL REFERENCES requirement (id),
	id INTEGER NOT NULL,
	state INTEGER NOT NULL CHECK (state BETWEEN 0 AND 4),
	level INTEGER NOT NULL CHECK (level BETWEEN 0 AND 3),
	previous_level INTEGER CHECK (previous_level BETWEEN 0 AND 3),
	not_relevant INTEGER NOT NULL CHECK (not_relevant IN (0, 1)),
	target_level INTEGER CHECK (target_level BETWEEN 0 AND 3),
	evidence INTEGER NOT NULL,
	plan_state INTEGER NOT NULL CHECK (plan_state BETWEEN 0 AND 2),
	owner TEXT NOT NULL,
	target_on TEXT,
	plan TEXT NOT NULL,
	plan_accepted_at INTEGER,
	plan_accepted_by INTEGER REFERENCES person (id),
	nr_record TEXT NOT NULL,
	edition INTEGER NOT NULL,
	changed_at INTEGER,
	changed_by TEXT,
	completed_by INTEGER REFERENCES person (id),
	confirmed_by INTEGER REFERENCES person (id),
	PRIMARY KEY (org_id, assessment_id, requirement_id),
	UNIQUE (org_id, id),
	FOREIGN KEY (org_id, assessment_id) REFERENCES assessment (org_id, id)
);
CREATE TABLE answer_criterion (
	org_id INTEGER NOT NULL,
	answer_id INTEGER NOT NULL,
	criterion_id INTEGER NOT NULL REFERENCES criterion (id),
	met INTEGER NOT NULL CHECK (met IN (0, 1)),
	comment TEXT NOT NULL,
	PRIMARY KEY (org_id, answer_id, criterion_id),
	FOREIGN KEY (org_id, answer_id) REFERENCES answer (org_id, id)
);
CREATE TABLE evidence (
	org_id INTEGER NOT NULL,
	id INTEGER NOT NULL,
	assessment_id INTEGER NOT NULL,
	answer_id INTEGER NOT NULL,
	title TEXT NOT NULL,
	reference TEXT NOT NULL,
	PRIMARY KEY (org_id, id),
	FOREIGN KEY (org_id, answer_id) REFERENCES answer (org_id, id)
);
CREATE INDEX evidence_answer ON evidence (org_id, assessment_id, answer_id);
CREATE TABLE evidence_criterion (
	org_id INTEGER NOT NULL,
	evidence_id INTEGER NOT NULL,
	criterion_id INTEGER NOT NULL REFERENCES criterion (id),
	position INTEGER NOT NULL,
	PRIMARY KEY (org_id, evidence_id, criterion_id),
	FOREIGN KEY (org_id, evidence_id) REFERENCES evidence (org_id, id)
);
CREATE TABLE duty_holder (
	org_id INTEGER NOT NULL REFERENCES org (id),
	code TEXT NOT NULL,
	name TEXT NOT NULL,
	post TEXT NOT NULL,
	PRIMARY KEY (org_id, code)
);
CREATE TABLE exemption (
	id INTEGER PRIMARY KEY,
	org_id INTEGER REFERENCES org (id),
	org_type TEXT,
	version TEXT NOT NULL,
	number TEXT NOT NULL,
	reason TEXT NOT NULL,
	granted_at INTEGER NOT NULL,
	CHECK ((org_id IS NULL) <> (org_type IS NULL))
);
CREATE INDEX exemption_version ON exemption (version);

-- Publication: what was said to the public, for good.
CREATE TABLE publication (
	org_id INTEGER NOT NULL,
	id INTEGER NOT NULL,
	assessment_id INTEGER NOT NULL,
	at INTEGER NOT NULL,
	published_by INTEGER REFERENCES person (id),
	published_name TEXT NOT NULL,
	late INTEGER NOT NULL CHECK (late IN (0, 1)),
	statement TEXT NOT NULL,
	statement_digest BLOB NOT NULL,
	percent INTEGER,
	points INTEGER NOT NULL,
	points_of INTEGER NOT NULL,
	grade INTEGER NOT NULL CHECK (grade BETWEEN 0 AND 2),
	duties TEXT NOT NULL,
	PRIMARY KEY (org_id, id),
	UNIQUE (org_id, assessment_id),
	FOREIGN KEY (org_id, assessment_id) REFERENCES assessment (org_id, id)
);
CREATE TABLE publication_level (
	org_id INTEGER NOT NULL,
	publication_id INTEGER NOT NULL,
	number TEXT NOT NULL,
	level INTEGER CHECK (level BETWEEN 0 AND 3),
	exempt INTEGER NOT NULL CHECK (exempt IN (0, 1)),
	PRIMARY KEY (org_id, publication_id, number),
	FOREIGN KEY (org_id, publication_id) REFERENCES publication (org_id, id)
);

-- The audit chains, and the one-time numbers of forms.
CREATE TABLE audit_head (
	org_id INTEGER PRIMARY KEY REFERENCES org (id),
	seq INTEGER NOT NULL,
	at INTEGER NOT NULL,
	hash BLOB NOT NULL
);
CREATE TABLE audit (
	org_id INTEGER NOT NULL REFERENCES org (id),
	seq INTEGER NOT NULL,
	at INTEGER NOT NULL,
	actor_id INTEGER NOT NULL,
	actor TEXT NOT NULL,
	source TEXT NOT NULL,
	action TEXT NOT NULL,
	object INTEGER NOT NULL,
	detail TEXT NOT NULL,
	hash BLOB NOT NULL,
	PRIMARY KEY (org_id, seq)
);
CREATE INDEX audit_object ON audit (org_id, object, seq);
CREATE TABLE operation (
	op INTEGER PRIMARY KEY,
	org_id INTEGER NOT NULL,
	at INTEGER NOT NULL
);
INSERT INTO org (id, code, name, type, added_at)
	VALUES (0, '-', 'This installation', '-', 0);
INSERT INTO audit_head (org_id, seq, at, hash) VALUES (0, 0, 0,
	CAST('' AS BLOB));
