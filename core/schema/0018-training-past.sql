-- What the training figure was counted by, until the instant at which something
-- else took its place.  Rows are only ever added; what never changed has none.
CREATE TABLE staff_was (
	org_id INTEGER NOT NULL,
	staff_id INTEGER NOT NULL,
	until_at INTEGER NOT NULL,
	group_id INTEGER,
	starts_on TEXT,
	ends_on TEXT,
	PRIMARY KEY (org_id, staff_id, until_at),
	FOREIGN KEY (org_id, staff_id) REFERENCES staff (org_id, id),
	FOREIGN KEY (org_id, group_id) REFERENCES staff_group (org_id, id)
);
-- Before a course was added it stands as closed, and nobody needed it.
CREATE TABLE course_was (
	org_id INTEGER NOT NULL,
	course TEXT NOT NULL,
	until_at INTEGER NOT NULL,
	for_all INTEGER NOT NULL CHECK (for_all IN (0, 1)),
	grace_days INTEGER NOT NULL,
	closed INTEGER NOT NULL CHECK (closed IN (0, 1)),
	PRIMARY KEY (org_id, course, until_at),
	FOREIGN KEY (org_id, course) REFERENCES course (org_id, code)
);
CREATE TABLE course_need_was (
	org_id INTEGER NOT NULL,
	course TEXT NOT NULL,
	until_at INTEGER NOT NULL,
	group_id INTEGER NOT NULL,
	PRIMARY KEY (org_id, course, until_at, group_id),
	FOREIGN KEY (org_id, course, until_at) REFERENCES course_was (org_id, course, until_at),
	FOREIGN KEY (org_id, group_id) REFERENCES staff_group (org_id, id)
);
-- From when on all of that is on record: since the last change before these
-- tables were there.  Who has no row had none.
CREATE TABLE training_since (
	org_id INTEGER NOT NULL REFERENCES org (id),
	at INTEGER NOT NULL,
	PRIMARY KEY (org_id)
);
INSERT INTO training_since (org_id, at)
	SELECT c.org_id, MAX(c.at) FROM (SELECT org_id, at FROM audit
			WHERE action IN ('staff.change', 'course.add', 'course.change', 'course.need')
		UNION ALL SELECT org_id, at FROM import_run WHERE kind = 0 AND changed > 0) c
	GROUP BY c.org_id;
