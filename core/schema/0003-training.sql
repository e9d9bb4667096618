-- Staff as the payroll system knows them; an account here is another thing.
CREATE TABLE staff_group (
	org_id INTEGER NOT NULL REFERENCES org (id),
	id INTEGER NOT NULL,
	name TEXT NOT NULL,
	folded TEXT NOT NULL,
	PRIMARY KEY (org_id, id),
	UNIQUE (org_id, folded)
);
CREATE TABLE staff (
	org_id INTEGER NOT NULL REFERENCES org (id),
	id INTEGER NOT NULL,
	number TEXT NOT NULL,
	badge TEXT,
	person_id INTEGER REFERENCES person (id),
	first_name TEXT NOT NULL,
	last_name TEXT NOT NULL,
	unit TEXT NOT NULL,
	position TEXT NOT NULL,
	mail TEXT NOT NULL,
	folded TEXT NOT NULL, -- what a search looks at, in small ASCII letters
	group_id INTEGER,
	manager_id INTEGER,
	starts_on TEXT,
	ends_on TEXT, -- the last day at work
	missing INTEGER NOT NULL CHECK (missing IN (0, 1)),
	added_at INTEGER NOT NULL,
	PRIMARY KEY (org_id, id),
	UNIQUE (org_id, number),
	UNIQUE (org_id, badge),
	UNIQUE (org_id, person_id),
	CHECK (ends_on IS NULL OR starts_on IS NULL OR starts_on <= ends_on),
	FOREIGN KEY (org_id, group_id) REFERENCES staff_group (org_id, id),
	FOREIGN KEY (org_id, manager_id) REFERENCES staff (org_id, id)
);
CREATE INDEX staff_manager ON staff (org_id, manager_id);
CREATE INDEX staff_by_name ON staff (org_id, last_name, first_name, id);
CREATE INDEX staff_in_group ON staff (org_id, group_id);

-- Courses.  Those of organisation 0 are the national list, which every other
-- organisation begins with and may change for itself.
CREATE TABLE course (
	org_id INTEGER NOT NULL REFERENCES org (id),
	code TEXT NOT NULL,
	name TEXT NOT NULL,
	level INTEGER NOT NULL CHECK (level BETWEEN 0 AND 3),
	validity INTEGER NOT NULL CHECK (validity BETWEEN 0 AND 2),
	months INTEGER NOT NULL CHECK (months BETWEEN 0 AND 120),
	window_md TEXT NOT NULL,
	grace_days INTEGER NOT NULL CHECK (grace_days BETWEEN 0 AND 365),
	pass_mark INTEGER CHECK (pass_mark BETWEEN 1 AND 100),
	for_all INTEGER NOT NULL CHECK (for_all IN (0, 1)),
	closed INTEGER NOT NULL CHECK (closed IN (0, 1)),
	statement_version INTEGER NOT NULL CHECK (statement_version > 0),
	PRIMARY KEY (org_id, code)
);
CREATE TABLE course_statement (
	org_id INTEGER NOT NULL,
	course TEXT NOT NULL,
	version INTEGER NOT NULL,
	text TEXT NOT NULL,
	PRIMARY KEY (org_id, course, version),
	FOREIGN KEY (org_id, course) REFERENCES course (org_id, code)
);
-- Other names under which files from elsewhere speak of a course.
CREATE TABLE course_alias (
	org_id INTEGER NOT NULL,
	folded TEXT NOT NULL,
	name TEXT NOT NULL,
	course TEXT NOT NULL,
	PRIMARY KEY (org_id, folded),
	FOREIGN KEY (org_id, course) REFERENCES course (org_id, code)
);
-- The training needs analysis: which group needs which course.
CREATE TABLE course_need (
	org_id INTEGER NOT NULL,
	course TEXT NOT NULL,
	group_id INTEGER NOT NULL,
	PRIMARY KEY (org_id, course, group_id),
	FOREIGN KEY (org_id, course) REFERENCES course (org_id, code),
	FOREIGN KEY (org_id, group_id) REFERENCES staff_group (org_id, id)
);
-- Who is left out of the figure, from when until when, and why.
CREATE TABLE exclusion (
	org_id INTEGER NOT NULL,
	id INTEGER NOT NULL,
	staff_id INTEGER NOT NULL,
	course TEXT, -- none: every course
	kind INTEGER NOT NULL CHECK (kind BETWEEN 0 AND 3),
	reason TEXT NOT NULL,
	from_on TEXT NOT NULL,
	until_on TEXT, -- the last day
	added_at INTEGER NOT NULL,
	added_by TEXT NOT NULL,
	ended_at INTEGER, -- taken back
	ended_by TEXT,
	PRIMARY KEY (org_id, id),
	CHECK (until_on IS NULL OR from_on <= until_on),
	FOREIGN KEY (org_id, staff_id) REFERENCES staff (org_id, id),
	FOREIGN KEY (org_id, course) REFERENCES course (org_id, code)
);
CREATE INDEX exclusion_staff ON exclusion (org_id, staff_id);

CREATE TABLE group_session (
	org_id INTEGER NOT NULL REFERENCES org (id),
	id INTEGER NOT NULL,
	course TEXT NOT NULL,
	held_on TEXT NOT NULL,
	trainer TEXT NOT NULL,
	sheet TEXT NOT NULL, -- where the signed list is kept
	at INTEGER NOT NULL,
	by_id INTEGER NOT NULL,
	by_name TEXT NOT NULL,
	PRIMARY KEY (org_id, id),
	FOREIGN KEY (org_id, course) REFERENCES course (org_id, code)
);
-- Rows are only ever added: a correction names the row that it supersedes.
CREATE TABLE completion (
	org_id INTEGER NOT NULL,
	id INTEGER NOT NULL,
	staff_id INTEGER NOT NULL,
	course TEXT NOT NULL,
	done_on TEXT NOT NULL,
	expires_on TEXT, -- counts on the days before it; none: for good
	source INTEGER NOT NULL CHECK (source BETWEEN 1 AND 4),
	score INTEGER CHECK (score BETWEEN 0 AND 100),
	statement_version INTEGER,
	statement TEXT NOT NULL,
	statement_digest BLOB,
	signed_by INTEGER NOT NULL CHECK (signed_by BETWEEN 0 AND 2),
	place TEXT NOT NULL,
	session_id INTEGER,
	import_id INTEGER,
	number TEXT NOT NULL UNIQUE,
	supersedes INTEGER,
	reason TEXT NOT NULL,
	void INTEGER NOT NULL CHECK (void IN (0, 1)),
	at INTEGER NOT NULL,
	by_id INTEGER NOT NULL,
	by_name TEXT NOT NULL,
	PRIMARY KEY (org_id, id),
	UNIQUE (org_id, supersedes),
	FOREIGN KEY (org_id, staff_id) REFERENCES staff (org_id, id),
	FOREIGN KEY (org_id, course) REFERENCES course (org_id, code),
	FOREIGN KEY (org_id, session_id) REFERENCES group_session (org_id, id),
	FOREIGN KEY (org_id, supersedes) REFERENCES completion (org_id, id)
);
CREATE INDEX completion_of_staff
	ON completion (org_id, staff_id, course, done_on, expires_on, void);
CREATE INDEX completion_of_course
	ON completion (org_id, course, staff_id, done_on, expires_on, void);

-- Policies, and who has acknowledged which text.
CREATE TABLE policy (
	org_id INTEGER NOT NULL REFERENCES org (id),
	id INTEGER NOT NULL,
	title TEXT NOT NULL,
	for_all INTEGER NOT NULL CHECK (for_all IN (0, 1)),
	closed INTEGER NOT NULL CHECK (closed IN (0, 1)),
	version INTEGER NOT NULL CHECK (version > 0),
	PRIMARY KEY (org_id, id)
);
CREATE TABLE policy_text (
	org_id INTEGER NOT NULL,
	policy_id INTEGER NOT NULL,
	version INTEGER NOT NULL,
	text TEXT NOT NULL,
	digest BLOB NOT NULL,
	at INTEGER NOT NULL,
	by_name TEXT NOT NULL,
	PRIMARY KEY (org_id, policy_id, version),
	FOREIGN KEY (org_id, policy_id) REFERENCES policy (org_id, id)
);
CREATE TABLE policy_need (
	org_id INTEGER NOT NULL,
	policy_id INTEGER NOT NULL,
	group_id INTEGER NOT NULL,
	PRIMARY KEY (org_id, policy_id, group_id),
	FOREIGN KEY (org_id, policy_id) REFERENCES policy (org_id, id),
	FOREIGN KEY (org_id, group_id) REFERENCES staff_group (org_id, id)
);
CREATE TABLE acknowledgement (
	org_id INTEGER NOT NULL,
	staff_id INTEGER NOT NULL,
	policy_id INTEGER NOT NULL,
	version INTEGER NOT NULL,
	digest BLOB NOT NULL,
	at INTEGER NOT NULL,
	source INTEGER NOT NULL CHECK (source BETWEEN 1 AND 2),
	place TEXT NOT NULL,
	PRIMARY KEY (org_id, policy_id, version, staff_id),
	FOREIGN KEY (org_id, policy_id, version)
		REFERENCES policy_text (org_id, policy_id, version),
	FOREIGN KEY (org_id, staff_id) REFERENCES staff (org_id, id)
);
CREATE INDEX acknowledgement_staff ON acknowledgement (org_id, staff_id);

-- Kiosks: terminals, PINs, and who stands in front of one.
CREATE TABLE kiosk (
	org_id INTEGER NOT NULL REFERENCES org (id),
	id INTEGER NOT NULL,
	place TEXT NOT NULL,
	code BLOB UNIQUE,  -- digest of the one-time code
	code_until INTEGER,
	token BLOB UNIQUE, -- digest of the terminal's own credential
	added_at INTEGER NOT NULL,
	registered_at INTEGER,
	seen_at INTEGER,
	revoked_at INTEGER,
	PRIMARY KEY (org_id, id)
);
CREATE TABLE pin (
	org_id INTEGER NOT NULL,
	staff_id INTEGER NOT NULL,
	hash TEXT NOT NULL,
	set_at INTEGER NOT NULL,
	refused INTEGER NOT NULL,
	locked_at INTEGER,
	PRIMARY KEY (org_id, staff_id),
	FOREIGN KEY (org_id, staff_id) REFERENCES staff (org_id, id)
);
CREATE TABLE kiosk_session (
	token BLOB PRIMARY KEY,
	org_id INTEGER NOT NULL,
	kiosk_id INTEGER NOT NULL,
	staff_id INTEGER,     -- none: nobody has what was typed
	typed TEXT NOT NULL,
	proof INTEGER NOT NULL CHECK (proof BETWEEN 0 AND 2),
	begun_at INTEGER NOT NULL,
	seen_at INTEGER NOT NULL,
	FOREIGN KEY (org_id, kiosk_id) REFERENCES kiosk (org_id, id),
	FOREIGN KEY (org_id, staff_id) REFERENCES staff (org_id, id)
);
CREATE INDEX kiosk_session_at ON kiosk_session (org_id, kiosk_id);

-- Files of staff and of completions that were taken in.
CREATE TABLE import_profile (
	org_id INTEGER NOT NULL REFERENCES org (id),
	kind INTEGER NOT NULL CHECK (kind IN (0, 1)),
	name TEXT NOT NULL,
	mapping TEXT NOT NULL,
	PRIMARY KEY (org_id, kind, name)
);
CREATE TABLE import_run (
	org_id INTEGER NOT NULL REFERENCES org (id),
	id INTEGER NOT NULL,
	kind INTEGER NOT NULL CHECK (kind IN (0, 1)),
	file_name TEXT NOT NULL,
	digest BLOB NOT NULL,
	profile TEXT NOT NULL,
	header TEXT NOT NULL, -- the names of its columns, as a line of CSV
	at INTEGER NOT NULL,
	by_name TEXT NOT NULL,
	seen INTEGER NOT NULL,
	added INTEGER NOT NULL,
	changed INTEGER NOT NULL,
	same INTEGER NOT NULL,
	refused INTEGER NOT NULL,
	skipped INTEGER NOT NULL, -- said that nothing was done
	missing INTEGER NOT NULL, -- staff at work and not in the file
	expired INTEGER NOT NULL, -- of the added: count for nothing any more
	differing INTEGER NOT NULL, -- of the added: another expiry than ours
	noted INTEGER NOT NULL,   -- taken, but not as they stood
	PRIMARY KEY (org_id, id)
);
CREATE TABLE import_refused (
	org_id INTEGER NOT NULL,
	run_id INTEGER NOT NULL,
	line INTEGER NOT NULL,
	cells TEXT NOT NULL, -- the row, as a line of CSV
	reason TEXT NOT NULL,
	PRIMARY KEY (org_id, run_id, line),
	FOREIGN KEY (org_id, run_id) REFERENCES import_run (org_id, id)
);

-- Files that were uploaded and not yet taken in; their bytes lie beside the
-- database.
CREATE TABLE import_file (
	org_id INTEGER NOT NULL REFERENCES org (id),
	id INTEGER NOT NULL,
	kind INTEGER NOT NULL CHECK (kind IN (0, 1)),
	stored_as TEXT NOT NULL,
	file_name TEXT NOT NULL,
	profile TEXT NOT NULL,
	mapping TEXT NOT NULL, -- what each column is
	part INTEGER NOT NULL CHECK (part IN (0, 1)),
	at INTEGER NOT NULL,
	run_id INTEGER, -- that took it in
	PRIMARY KEY (org_id, id)
);

-- The figure: how it is judged, as last counted, and as it was frozen.
CREATE TABLE training_setting (
	org_id INTEGER PRIMARY KEY REFERENCES org (id),
	model INTEGER NOT NULL CHECK (model IN (0, 1))
);
-- The two other legs of the second model: analyses and evaluations.
CREATE TABLE training_review (
	org_id INTEGER NOT NULL REFERENCES org (id),
	id INTEGER NOT NULL,
	kind INTEGER NOT NULL CHECK (kind IN (0, 1)),
	done_on TEXT NOT NULL,
	who TEXT NOT NULL,
	findings TEXT NOT NULL,
	reference TEXT NOT NULL,
	at INTEGER NOT NULL,
	by_name TEXT NOT NULL,
	PRIMARY KEY (org_id, id)
);
CREATE TABLE training_now (
	org_id INTEGER NOT NULL REFERENCES org (id),
	course TEXT NOT NULL,
	on_day TEXT NOT NULL,
	in_scope INTEGER NOT NULL,
	excluded INTEGER NOT NULL,
	completed INTEGER NOT NULL,
	PRIMARY KEY (org_id, course)
);
CREATE TABLE training_frozen (
	org_id INTEGER NOT NULL,
	id INTEGER NOT NULL,
	assessment_id INTEGER NOT NULL,
	stage INTEGER NOT NULL CHECK (stage BETWEEN 1 AND 3), -- 3: publication
	course TEXT NOT NULL,
	on_day TEXT NOT NULL,
	model INTEGER NOT NULL CHECK (model IN (0, 1)),
	in_scope INTEGER NOT NULL,
	excluded INTEGER NOT NULL,
	completed INTEGER NOT NULL,
	threshold INTEGER NOT NULL,
	rule TEXT NOT NULL,
	at INTEGER NOT NULL,
	PRIMARY KEY (org_id, id),
	FOREIGN KEY (org_id, assessment_id) REFERENCES assessment (org_id, id)
);
CREATE INDEX training_frozen_of ON training_frozen (org_id, assessment_id);
CREATE TABLE training_frozen_staff (
	org_id INTEGER NOT NULL,
	frozen_id INTEGER NOT NULL,
	staff_id INTEGER NOT NULL,
	number TEXT NOT NULL,
	name TEXT NOT NULL,
	unit TEXT NOT NULL,
	standing INTEGER NOT NULL CHECK (standing BETWEEN 0 AND 2),
	why TEXT NOT NULL,
	PRIMARY KEY (org_id, frozen_id, staff_id),
	FOREIGN KEY (org_id, frozen_id) REFERENCES training_frozen (org_id, id)
);
-- A level that counts although the figure says less: why, and who says so.
CREATE TABLE training_override (
	org_id INTEGER NOT NULL,
	assessment_id INTEGER NOT NULL,
	requirement_id INTEGER NOT NULL REFERENCES requirement (id),
	reason TEXT NOT NULL,
	at INTEGER NOT NULL,
	by_id INTEGER NOT NULL,
	by_name TEXT NOT NULL,
	PRIMARY KEY (org_id, assessment_id, requirement_id),
	FOREIGN KEY (org_id, assessment_id) REFERENCES assessment (org_id, id)
);
-- Which course a set's training requirement looks at, and how far it may be
-- claimed while too few are trained.
ALTER TABLE pack ADD COLUMN training_course TEXT NOT NULL DEFAULT 'IG-ANNUAL';
ALTER TABLE pack ADD COLUMN training_capped INTEGER NOT NULL DEFAULT 1;

-- Kinds: 0 account, 1 address, 2 a kiosk, 3 asking for certificates.
DROP TABLE throttle;
CREATE TABLE throttle (
	kind INTEGER NOT NULL CHECK (kind BETWEEN 0 AND 3),
	name TEXT NOT NULL,
	refused INTEGER NOT NULL,
	last_at INTEGER NOT NULL,
	PRIMARY KEY (kind, name)
);

-- The national module list (domain.md section 8).
INSERT INTO course (org_id, code, name, level, validity, months, window_md,
	grace_days, pass_mark, for_all, closed, statement_version) VALUES
(0, 'IG-ANNUAL', 'Information governance, yearly', 0, 1, 12, '', 0, NULL, 1, 0, 1),
(0, 'IG-BEGIN', 'IG: The Beginner''s Guide', 0, 1, 12, '', 0, NULL, 0, 0, 1),
(0, 'IG-INTRO', 'Introduction to Information Governance', 0, 1, 12, '', 0, 80, 0, 0, 1),
(0, 'IG-INTRO-GP', 'Introduction to IG for General Practice', 0, 1, 12, '', 0, 80, 0, 0, 1),
(0, 'IG-INTRO-DENTAL', 'Introduction to IG for Dental Practice', 0, 1, 12, '', 0, 80, 0, 0, 1),
(0, 'IG-INTRO-PHARMACY', 'Introduction to IG for Community Pharmacy', 0, 1, 12, '', 0, 80, 0, 0, 1),
(0, 'IG-REFRESHER', 'Information Governance: The Refresher Module', 0, 1, 12, '', 0, 80, 0, 0, 1),
(0, 'PASSWORDS', 'Password Management', 0, 1, 36, '', 0, 80, 0, 0, 1),
(0, 'SECURITY', 'Information Security Guidelines', 0, 1, 36, '', 0, 80, 0, 0, 1),
(0, 'RISK-INTRO', 'NHS Information Risk Management: an overview', 0, 1, 36, '', 0, 80, 0, 0, 1),
(0, 'RISK-SIRO', 'Information Risk Management for SIROs and IAOs', 0, 1, 12, '', 0, 80, 0, 0, 1),
(0, 'CALDICOTT-GP', 'Role of the Caldicott or IG Lead in General Practice', 0, 1, 36, '', 0, 80, 0, 0, 1),
(0, 'CONFIDENTIALITY', 'Patient Confidentiality', 1, 1, 36, '', 0, 80, 0, 0, 1),
(0, 'TRANSFERS', 'Secure Transfers of Personal Data', 1, 1, 36, '', 0, 80, 0, 0, 1),
(0, 'RECORDS', 'Records Management and the NHS Code of Practice', 1, 1, 36, '', 0, 80, 0, 0, 1),
(0, 'RISK', 'NHS Information Risk Management', 1, 1, 36, '', 0, 80, 0, 0, 1),
(0, 'CONTINUITY', 'Business Continuity Management', 1, 1, 36, '', 0, 80, 0, 0, 1),
(0, 'CALDICOTT', 'The Caldicott Guardian in the NHS and Social Care', 2, 1, 36, '', 0, 80, 0, 0, 1),
(0, 'RECORDS-NHS', 'Records Management in the NHS', 2, 1, 36, '', 0, 80, 0, 0, 1),
(0, 'ACCESS', 'Access to Health Records', 3, 1, 36, '', 0, 80, 0, 0, 1),
(0, 'HANDLING', 'Secure Handling of Confidential Information', 3, 1, 36, '', 0, 80, 0, 0, 1);
INSERT INTO course_statement (org_id, course, version, text)
	SELECT 0, code, 1, 'I completed this training myself on the date given, and I understand what it asks of me.'
	FROM course WHERE org_id = 0;
INSERT INTO course_alias (org_id, folded, name, course) VALUES
(0, '000 data security awareness - level 1', '000 Data Security Awareness - Level 1', 'IG-ANNUAL'),
(0, 'data security awareness level 1', 'Data Security Awareness Level 1', 'IG-ANNUAL'),
(0, 'nhs|cstf|information governance and data security - 1 year|',
	'NHS|CSTF|Information Governance and Data Security - 1 Year|', 'IG-ANNUAL');
-- Organisations that are here already begin with the list, as new ones do.
INSERT INTO course (org_id, code, name, level, validity, months, window_md,
	grace_days, pass_mark, for_all, closed, statement_version)
	SELECT o.id, c.code, c.name, c.level, c.validity, c.months, c.window_md,
		c.grace_days, c.pass_mark, c.for_all, c.closed, c.statement_version
	FROM org o JOIN course c ON c.org_id = 0 WHERE o.id > 0;
INSERT INTO course_statement (org_id, course, version, text)
	SELECT o.id, s.course, s.version, s.text
	FROM org o JOIN course_statement s ON s.org_id = 0 WHERE o.id > 0;
INSERT INTO course_alias (org_id, folded, name, course)
	SELECT o.id, a.folded, a.name, a.course
	FROM org o JOIN course_alias a ON a.org_id = 0 WHERE o.id > 0;
