-- A version may be withdrawn for a type after its release, and be reinstated.
CREATE TABLE withdrawal (
	id INTEGER PRIMARY KEY,
	version TEXT NOT NULL,
	org_type TEXT NOT NULL,
	reason TEXT NOT NULL,
	at INTEGER NOT NULL,
	by_name TEXT NOT NULL,
	ended_at INTEGER,
	ended_by TEXT,
	CHECK ((ended_at IS NULL) = (ended_by IS NULL))
);
CREATE UNIQUE INDEX withdrawal_now ON withdrawal (version, org_type) WHERE ended_at IS NULL;

-- The sets that are not withdrawn.  Which of them are released goes by the day.
CREATE VIEW pack_kept (id, version, org_type, revision, released_on) AS
	SELECT p.id, p.version, p.org_type, p.revision, p.released_on FROM pack p
	WHERE NOT EXISTS (SELECT 1 FROM withdrawal w WHERE w.version = p.version AND w.org_type = p.org_type
		AND w.ended_at IS NULL);

-- How far each year is: 1 in progress, 2 all complete, 3 published.  Which of
-- an organisation's years is asked for goes by the day, which a view cannot know.
DROP VIEW site_year;
CREATE VIEW site_year (org_id, version, due_on, state, asked, complete, published_at, late) AS
	SELECT a.org_id, a.version, a.due_on,
		CASE WHEN a.state = 2 THEN 3
			WHEN EXISTS (SELECT 1 FROM answer n WHERE n.org_id = a.org_id AND n.assessment_id = a.id
				AND n.state < 3) THEN 1
			ELSE 2 END,
		(SELECT count(*) FROM answer n WHERE n.org_id = a.org_id AND n.assessment_id = a.id),
		(SELECT count(*) FROM answer n WHERE n.org_id = a.org_id AND n.assessment_id = a.id AND n.state >= 3),
		(SELECT p.at FROM publication p WHERE p.org_id = a.org_id AND p.assessment_id = a.id),
		COALESCE((SELECT p.late FROM publication p WHERE p.org_id = a.org_id AND p.assessment_id = a.id), 0)
	FROM assessment a;
