-- Who holds what.  Named duties are tied to a post; those of organisation 0
-- are the list that every other organisation begins with.
CREATE TABLE duty (
	org_id INTEGER NOT NULL REFERENCES org (id),
	code TEXT NOT NULL,
	title TEXT NOT NULL,
	folded TEXT NOT NULL, -- the title, in small ASCII letters
	post TEXT NOT NULL,   -- the job that it goes with, or empty
	own INTEGER NOT NULL CHECK (own IN (0, 1)), -- not of the list
	closed INTEGER NOT NULL CHECK (closed IN (0, 1)),
	PRIMARY KEY (org_id, code),
	UNIQUE (org_id, folded)
);
-- Rows are only ever added and ended: the history of a duty.
CREATE TABLE duty_holding (
	org_id INTEGER NOT NULL,
	id INTEGER NOT NULL,
	duty TEXT NOT NULL,
	person_id INTEGER REFERENCES person (id), -- none: somebody without an account
	name TEXT NOT NULL, -- as it stood when they were named
	post TEXT NOT NULL,
	deputy_id INTEGER REFERENCES person (id),
	document TEXT NOT NULL, -- the letter or job description
	from_on TEXT NOT NULL,
	until_on TEXT, -- the last day
	accepted_at INTEGER,
	named_at INTEGER NOT NULL,
	named_by TEXT NOT NULL,
	ended_at INTEGER, -- taken back, or followed by another
	ended_by TEXT,
	PRIMARY KEY (org_id, id),
	CHECK (until_on IS NULL OR from_on <= until_on),
	FOREIGN KEY (org_id, duty) REFERENCES duty (org_id, code)
);
CREATE UNIQUE INDEX duty_holding_now ON duty_holding (org_id, duty) WHERE ended_at IS NULL;
CREATE INDEX duty_holding_person ON duty_holding (person_id, org_id, ended_at) WHERE ended_at IS NULL;
CREATE INDEX duty_holding_deputy ON duty_holding (deputy_id, org_id, ended_at) WHERE ended_at IS NULL;

-- A group that work can be given to.
CREATE TABLE work_group (
	org_id INTEGER NOT NULL REFERENCES org (id),
	id INTEGER NOT NULL,
	name TEXT NOT NULL,
	folded TEXT NOT NULL,
	closed INTEGER NOT NULL CHECK (closed IN (0, 1)),
	PRIMARY KEY (org_id, id),
	UNIQUE (org_id, folded)
);
CREATE TABLE work_group_member (
	org_id INTEGER NOT NULL,
	group_id INTEGER NOT NULL,
	person_id INTEGER NOT NULL REFERENCES person (id),
	PRIMARY KEY (org_id, group_id, person_id),
	FOREIGN KEY (org_id, group_id) REFERENCES work_group (org_id, id)
);
CREATE INDEX work_group_of ON work_group_member (person_id, org_id);

-- Whoever work can belong to: a person, a group, or a duty, whoever holds it.
-- Rows stay, so that what was owned keeps its owner.
CREATE TABLE holder (
	org_id INTEGER NOT NULL REFERENCES org (id),
	id INTEGER NOT NULL,
	person_id INTEGER REFERENCES person (id),
	group_id INTEGER,
	duty TEXT,
	PRIMARY KEY (org_id, id),
	UNIQUE (org_id, person_id),
	UNIQUE (org_id, group_id),
	UNIQUE (org_id, duty),
	CHECK ((person_id IS NOT NULL) + (group_id IS NOT NULL) + (duty IS NOT NULL) = 1),
	FOREIGN KEY (org_id, group_id) REFERENCES work_group (org_id, id),
	FOREIGN KEY (org_id, duty) REFERENCES duty (org_id, code)
);
CREATE INDEX holder_person ON holder (person_id, org_id);

-- Owners.  answer.owner stays the name that people read.
ALTER TABLE answer ADD COLUMN owner_id INTEGER;
ALTER TABLE answer ADD COLUMN deputy_id INTEGER;
ALTER TABLE answer ADD COLUMN due_on TEXT; -- none: the assessment's day
ALTER TABLE answer_criterion ADD COLUMN owner_id INTEGER; -- none: the requirement's
ALTER TABLE evidence ADD COLUMN owner_id INTEGER; -- none: the requirement's
ALTER TABLE evidence ADD COLUMN review_on TEXT; -- when it is to be looked at again
ALTER TABLE evidence ADD COLUMN holding_id INTEGER; -- is the acceptance of this duty
CREATE INDEX answer_owner ON answer (org_id, owner_id, assessment_id);
CREATE INDEX answer_deputy ON answer (org_id, deputy_id, assessment_id) WHERE deputy_id IS NOT NULL;
CREATE INDEX evidence_owner ON evidence (org_id, owner_id) WHERE owner_id IS NOT NULL;
CREATE INDEX evidence_review ON evidence (org_id, assessment_id, review_on, answer_id, owner_id)
	WHERE review_on IS NOT NULL;
CREATE INDEX answer_criterion_owner ON answer_criterion (org_id, owner_id) WHERE owner_id IS NOT NULL;

-- The improvement plan: what is done so that a requirement reaches a level.
CREATE TABLE action (
	org_id INTEGER NOT NULL,
	id INTEGER NOT NULL,
	assessment_id INTEGER NOT NULL,
	requirement_id INTEGER NOT NULL REFERENCES requirement (id),
	title TEXT NOT NULL,
	reach INTEGER NOT NULL CHECK (reach BETWEEN 1 AND 3), -- the level it leads to
	owner_id INTEGER NOT NULL,
	deputy_id INTEGER,
	due_on TEXT NOT NULL,
	progress INTEGER NOT NULL CHECK (progress BETWEEN 0 AND 100),
	state INTEGER NOT NULL CHECK (state BETWEEN 0 AND 3), -- open, done, dropped, carried to the next year
	carried_from INTEGER, -- last year's action
	edition INTEGER NOT NULL,
	added_at INTEGER NOT NULL,
	added_by TEXT NOT NULL,
	closed_at INTEGER,
	PRIMARY KEY (org_id, id),
	FOREIGN KEY (org_id, assessment_id) REFERENCES assessment (org_id, id),
	FOREIGN KEY (org_id, owner_id) REFERENCES holder (org_id, id),
	FOREIGN KEY (org_id, deputy_id) REFERENCES holder (org_id, id)
);
CREATE INDEX action_of ON action (org_id, assessment_id, requirement_id);
CREATE INDEX action_owner ON action (org_id, owner_id, state, assessment_id);
CREATE INDEX action_deputy ON action (org_id, deputy_id, state, assessment_id) WHERE deputy_id IS NOT NULL;
-- What was said about an action on the way; only ever added to.
CREATE TABLE action_report (
	org_id INTEGER NOT NULL,
	action_id INTEGER NOT NULL,
	id INTEGER NOT NULL,
	progress INTEGER NOT NULL CHECK (progress BETWEEN 0 AND 100),
	text TEXT NOT NULL,
	at INTEGER NOT NULL,
	by_name TEXT NOT NULL,
	PRIMARY KEY (org_id, action_id, id),
	FOREIGN KEY (org_id, action_id) REFERENCES action (org_id, id)
);
-- A senior person says that this is the plan, as it stands on that day.
CREATE TABLE plan_signed (
	org_id INTEGER NOT NULL,
	id INTEGER NOT NULL,
	assessment_id INTEGER NOT NULL,
	on_day TEXT NOT NULL,
	person_id INTEGER NOT NULL REFERENCES person (id),
	name TEXT NOT NULL,
	post TEXT NOT NULL,
	comment TEXT NOT NULL,
	requirements INTEGER NOT NULL, -- below their target then
	actions INTEGER NOT NULL,      -- open then
	digest BLOB NOT NULL,          -- of the plan's text
	at INTEGER NOT NULL,
	PRIMARY KEY (org_id, id),
	FOREIGN KEY (org_id, assessment_id) REFERENCES assessment (org_id, id)
);
CREATE INDEX plan_signed_of ON plan_signed (org_id, assessment_id);

-- Who is deputy for somebody who is away, for one thing that they hold.
CREATE TABLE stand_in (
	org_id INTEGER NOT NULL REFERENCES org (id),
	id INTEGER NOT NULL,
	kind INTEGER NOT NULL, -- a duty, a requirement, an action
	thing INTEGER NOT NULL,
	person_id INTEGER NOT NULL REFERENCES person (id), -- away
	to_id INTEGER NOT NULL REFERENCES person (id),
	was_id INTEGER, -- the deputy before: a person of a duty, else a holder
	from_on TEXT NOT NULL,
	until_on TEXT NOT NULL, -- the last day
	state INTEGER NOT NULL CHECK (state BETWEEN 0 AND 2), -- to come, now, over
	at INTEGER NOT NULL,
	by_name TEXT NOT NULL,
	PRIMARY KEY (org_id, id),
	CHECK (from_on <= until_on)
);
CREATE UNIQUE INDEX stand_in_one ON stand_in (org_id, kind, thing) WHERE state < 2;
CREATE INDEX stand_in_due ON stand_in (state, until_on) WHERE state < 2;

-- People as they are listed.
CREATE INDEX person_by_name ON person (org_id, closed, name, id);

-- Where mail to a person goes, or empty for nowhere.
ALTER TABLE person ADD COLUMN mail TEXT NOT NULL DEFAULT '';

INSERT INTO duty (org_id, code, title, folded, post, own, closed) VALUES
(0, 'accountable-officer', 'Accountable officer or chief executive', 'accountable officer or chief executive', '', 0, 0),
(0, 'siro', 'Senior Information Risk Owner (SIRO)', 'senior information risk owner (siro)', '', 0, 0),
(0, 'caldicott-guardian', 'Caldicott Guardian', 'caldicott guardian', '', 0, 0),
(0, 'ig-lead', 'Information governance lead', 'information governance lead', '', 0, 0),
(0, 'security-manager', 'Information Security Manager', 'information security manager', '', 0, 0),
(0, 'asset-owner', 'Information Asset Owner', 'information asset owner', '', 0, 0),
(0, 'asset-administrator', 'Information Asset Administrator', 'information asset administrator', '', 0, 0),
(0, 'records-manager', 'Records manager', 'records manager', '', 0, 0),
(0, 'foi-lead', 'Freedom of Information lead', 'freedom of information lead', '', 0, 0),
(0, 'ra-manager', 'Registration Authority manager', 'registration authority manager', '', 0, 0),
(0, 'data-protection-officer', 'Data Protection Officer', 'data protection officer', '', 0, 0),
(0, 'accountable-director', 'Accountable director', 'accountable director', '', 0, 0),
(0, 'senior-partner', 'Senior partner or accountable person', 'senior partner or accountable person', '', 0, 0),
(0, 'caldicott-lead', 'Caldicott lead', 'caldicott lead', '', 0, 0);
INSERT INTO duty (org_id, code, title, folded, post, own, closed)
	SELECT o.id, d.code, d.title, d.folded, d.post, d.own, d.closed
	FROM org o JOIN duty d ON d.org_id = 0 WHERE o.id > 0;
-- What nobody else owns belongs to the lead for information governance, whoever
-- that is: holder 1 of each organisation.
INSERT INTO holder (org_id, id, person_id, group_id, duty)
	SELECT id, 1, NULL, NULL, 'ig-lead' FROM org WHERE id > 0;
