-- What waits for somebody.  "me" is who they work as: themselves, their groups,
-- the duties that they hold or stand in for; "mine" the requirements of open
-- years that belong to one of these.  CROSS JOIN keeps the order that is written
-- down, from the few to the many.  Ids are looked for in an index that has all
-- that the step asks for, and rows are then read by them: without statistics
-- SQLite would rather read all of an organisation.
-- :work_list (org int, person int, reviewer int, today day, soon day, training day)
WITH held (id) AS (
	SELECT d.id FROM duty_holding d WHERE d.person_id = :person AND d.org_id = :org AND d.ended_at IS NULL
), stood (id) AS (
	SELECT d.id FROM duty_holding d WHERE d.deputy_id = :person AND d.org_id = :org AND d.ended_at IS NULL
), me (id) AS (
	SELECT h.id FROM holder h WHERE h.person_id = :person AND h.org_id = :org
	UNION
	SELECT h.id FROM work_group_member m CROSS JOIN holder h
	WHERE m.person_id = :person AND m.org_id = :org AND h.org_id = m.org_id AND h.group_id = m.group_id
	UNION
	SELECT h.id FROM (SELECT id FROM held UNION SELECT id FROM stood) k
	CROSS JOIN duty_holding d CROSS JOIN holder h
	WHERE d.org_id = :org AND d.id = k.id AND d.from_on <= :today
		AND (d.until_on IS NULL OR d.until_on >= :today) AND h.org_id = :org AND h.duty = d.duty
), running (id, version, due_on, state, workflow, org_type) AS (
	SELECT s.id, s.version, s.due_on, s.state, p.workflow, p.org_type
	FROM assessment s CROSS JOIN pack p
	WHERE s.org_id = :org AND s.state < 2 AND p.id = s.pack_id
), mine (assessment, requirement) AS (
	SELECT n.assessment_id, n.requirement_id FROM me CROSS JOIN running y CROSS JOIN answer n
	WHERE n.org_id = :org AND n.owner_id = me.id AND n.assessment_id = y.id
	UNION
	SELECT n.assessment_id, n.requirement_id FROM me CROSS JOIN running y CROSS JOIN answer n
	WHERE n.org_id = :org AND n.deputy_id = me.id AND n.assessment_id = y.id
	UNION
	SELECT n.assessment_id, n.requirement_id FROM me CROSS JOIN answer_criterion k CROSS JOIN answer n
	WHERE k.org_id = :org AND k.owner_id = me.id AND n.org_id = :org AND n.id = k.answer_id
), owned (id, assessment) AS (
	SELECT a.id, a.assessment_id FROM me CROSS JOIN action a
	WHERE a.org_id = :org AND a.owner_id = me.id AND a.state = 0
	UNION
	SELECT a.id, a.assessment_id FROM me CROSS JOIN action a
	WHERE a.org_id = :org AND a.deputy_id = me.id AND a.state = 0
), aged (id, answer, owner) AS (
	SELECT e.id, e.answer_id, e.owner_id FROM running y CROSS JOIN evidence e
	WHERE e.org_id = :org AND e.assessment_id = y.id AND e.review_on <= :soon
)
SELECT count(*) OVER (), w.kind, w.due_on, w.version, w.id, w.code, w.title, w.owner
FROM (
	SELECT 0 AS kind, COALESCE(n.due_on, y.due_on) AS due_on, y.version AS version, q.id AS id,
		q.number AS code, q.title AS title, n.owner AS owner
	FROM mine CROSS JOIN running y CROSS JOIN answer n CROSS JOIN requirement q
	WHERE y.id = mine.assessment AND n.org_id = :org AND n.assessment_id = mine.assessment
		AND n.requirement_id = mine.requirement AND n.state < 3 AND q.id = mine.requirement
		AND NOT EXISTS (SELECT 1 FROM exemption e WHERE e.version = y.version AND e.number = q.number
			AND (+e.org_id = :org OR +e.org_type = y.org_type) AND e.ended_at IS NULL
			AND (e.from_on IS NULL OR e.from_on <= :today)
			AND (e.until_on IS NULL OR e.until_on >= :today))
	UNION ALL
	SELECT 1, y.due_on, y.version, q.id, q.number, q.title, n.owner
	FROM running y CROSS JOIN answer n CROSS JOIN requirement q
	WHERE :reviewer = 1 AND y.workflow = 1 AND y.state = 0
		AND n.org_id = :org AND n.assessment_id = y.id AND n.state = 3
		AND (n.completed_by IS NULL OR n.completed_by <> :person) AND q.id = n.requirement_id
		AND NOT EXISTS (SELECT 1 FROM exemption e WHERE e.version = y.version AND e.number = q.number
			AND (+e.org_id = :org OR +e.org_type = y.org_type) AND e.ended_at IS NULL
			AND (e.from_on IS NULL OR e.from_on <= :today)
			AND (e.until_on IS NULL OR e.until_on >= :today))
	UNION ALL
	SELECT 2, a.due_on, y.version, a.id, q.number, a.title, COALESCE(p.name, g.name, d.title, '')
	FROM owned CROSS JOIN running y CROSS JOIN action a CROSS JOIN requirement q
	LEFT JOIN holder h ON h.org_id = a.org_id AND h.id = a.owner_id
	LEFT JOIN person p ON p.id = h.person_id
	LEFT JOIN work_group g ON g.org_id = h.org_id AND g.id = h.group_id
	LEFT JOIN duty d ON d.org_id = h.org_id AND d.code = h.duty
	WHERE y.id = owned.assessment AND a.org_id = :org AND a.id = owned.id AND q.id = a.requirement_id
	UNION ALL
	SELECT 3, d.from_on, '', d.id, d.duty, t.title, ''
	FROM held CROSS JOIN duty_holding d CROSS JOIN duty t
	WHERE d.org_id = :org AND d.id = held.id AND d.accepted_at IS NULL
		AND (d.until_on IS NULL OR d.until_on >= :today) AND t.org_id = :org AND t.code = d.duty
	UNION ALL
	SELECT 4, e.review_on, y.version, e.id, q.number, e.title, n.owner
	FROM aged CROSS JOIN answer n CROSS JOIN running y CROSS JOIN evidence e CROSS JOIN requirement q
	WHERE n.org_id = :org AND n.id = aged.answer AND y.id = n.assessment_id
		AND (aged.owner IN (SELECT id FROM me) OR (aged.owner IS NULL
			AND (n.owner_id IN (SELECT id FROM me) OR n.deputy_id IN (SELECT id FROM me))))
		AND e.org_id = :org AND e.id = aged.id AND q.id = n.requirement_id
	UNION ALL
	SELECT 5, t.due_on, '', 0, t.code, t.name, ''
	FROM (
		SELECT c.code AS code, c.name AS name, (SELECT MAX(COALESCE(x.expires_on, '9999-12-31'))
			FROM completion x WHERE x.org_id = :org AND x.staff_id = s.id AND x.course = c.code
				AND x.void = 0 AND x.done_on <= :today
				AND NOT EXISTS (SELECT 1 FROM completion z
					WHERE z.org_id = :org AND z.supersedes = x.id)) AS due_on
		FROM staff s CROSS JOIN course c
		WHERE s.org_id = :org AND s.person_id = :person
			AND (s.starts_on IS NULL OR s.starts_on <= :today)
			AND (s.ends_on IS NULL OR s.ends_on >= :today)
			AND c.org_id = :org AND c.closed = 0
			AND (c.for_all = 1 OR EXISTS (SELECT 1 FROM course_need n
				WHERE n.org_id = :org AND n.course = c.code AND n.group_id = s.group_id))
			AND NOT EXISTS (SELECT 1 FROM exclusion i CROSS JOIN exclusion x
				WHERE i.org_id = :org AND i.staff_id = s.id AND x.org_id = :org AND x.id = i.id
					AND x.ended_at IS NULL
					AND x.from_on <= :today AND (x.until_on IS NULL OR x.until_on >= :today)
					AND (x.course IS NULL OR x.course = c.code))
	) t
	WHERE t.due_on IS NULL OR t.due_on <= :training
	UNION ALL
	SELECT 6, NULL, '', p.id, '', p.title, ''
	FROM staff s CROSS JOIN policy p
	WHERE s.org_id = :org AND s.person_id = :person
		AND (s.starts_on IS NULL OR s.starts_on <= :today) AND (s.ends_on IS NULL OR s.ends_on >= :today)
		AND p.org_id = :org AND p.closed = 0
		AND (p.for_all = 1 OR EXISTS (SELECT 1 FROM policy_need n
			WHERE n.org_id = :org AND n.policy_id = p.id AND n.group_id = s.group_id))
		AND NOT EXISTS (SELECT 1 FROM acknowledgement k WHERE k.org_id = :org AND k.policy_id = p.id
			AND k.version = p.version AND k.staff_id = s.id)
) w
ORDER BY COALESCE(w.due_on, :today), w.kind, w.version, w.id, w.code;
