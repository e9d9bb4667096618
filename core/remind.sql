-- Everybody who may sign in.
-- :remind_people ()
SELECT p.id, p.user_name, p.name, p.remind, CASE WHEN p.mail <> '' THEN p.mail ELSE COALESCE(s.mail, '') END
FROM person p LEFT JOIN staff s ON s.org_id = p.org_id AND s.person_id = p.id
WHERE p.closed = 0 ORDER BY p.id;

-- every organisation: asked once in a run
-- :remind_people_count ()
SELECT count(*) FROM person WHERE closed = 0;

-- Where somebody may have work, and what they may do there.
-- :remind_places (person int)
SELECT o.id, o.name FROM org o WHERE o.id > 0 AND (o.id = (SELECT org_id FROM person WHERE id = :person)
	OR o.id IN (SELECT org_id FROM role_grant WHERE person_id = :person)) ORDER BY o.name, o.id;

-- The nearest manager above who may sign in.  The steps end a loop.
-- :remind_manager (org int, person int, today day)
WITH RECURSIVE up (id, step) AS (
	SELECT manager_id, 1 FROM staff WHERE org_id = :org AND person_id = :person AND manager_id IS NOT NULL
	UNION ALL
	SELECT s.manager_id, u.step + 1 FROM up u JOIN staff s ON s.org_id = :org AND s.id = u.id
	WHERE s.manager_id IS NOT NULL AND u.step < 20)
SELECT p.id FROM up u CROSS JOIN staff s CROSS JOIN person p
WHERE s.org_id = :org AND s.id = u.id AND p.id = s.person_id AND p.closed = 0 AND p.id <> :person AND (s.ends_on IS NULL OR s.ends_on >= :today)
ORDER BY u.step LIMIT 1;

-- The SIRO, or where that is nobody who may sign in, the deputy.
-- :remind_siro (org int, today day)
SELECT p.id FROM duty_holding d JOIN person p ON p.id IN (d.person_id, d.deputy_id)
WHERE d.org_id = :org AND d.duty = 'siro' AND d.ended_at IS NULL AND d.from_on <= :today
	AND (d.until_on IS NULL OR d.until_on >= :today) AND p.closed = 0
ORDER BY CASE WHEN p.id = d.person_id THEN 0 ELSE 1 END LIMIT 1;

-- A day to come: it was sent while the clock was wrong.
-- :remind_last (person int, today day)
SELECT MAX(CASE WHEN on_day > :today THEN :today ELSE on_day END) FROM reminder
WHERE person_id = :person AND state = 1;

-- :remind_told_count (person int, since day)
SELECT count(DISTINCT i.thing) FROM reminder r JOIN reminder_item i ON i.reminder_id = r.id
WHERE r.person_id = :person AND r.state = 1 AND r.on_day >= :since;

-- :remind_told (person int, since day)
SELECT i.thing, MIN(i.rung), MAX(r.on_day) FROM reminder r JOIN reminder_item i ON i.reminder_id = r.id
WHERE r.person_id = :person AND r.state = 1 AND r.on_day >= :since
GROUP BY i.thing ORDER BY i.thing;

-- :remind_insert (id int, person int, on_day day, mail text, name text, subject text, text text, at int)
INSERT INTO reminder (id, person_id, on_day, state, mail, name, subject, text, tries, fault, made_at, settled_at)
VALUES (:id, :person, :on_day, 0, :mail, :name, :subject, :text, 0, '', :at, NULL)
ON CONFLICT (person_id) WHERE state = 0 DO NOTHING;

-- :remind_item_insert (id int, thing text, rung int)
INSERT INTO reminder_item (reminder_id, thing, rung) VALUES (:id, :thing, :rung);

-- :remind_give_up (today day, at int)
UPDATE reminder SET state = 2, settled_at = :at WHERE state = 0 AND on_day <> :today;

-- :remind_redate (today day)
UPDATE reminder SET on_day = :today WHERE state = 1 AND on_day > :today;

-- Nothing is told of for longer than a year.
-- :remind_forget_items (before day)
DELETE FROM reminder_item WHERE reminder_id IN (SELECT id FROM reminder WHERE state > 0 AND on_day < :before);

-- :remind_forget (before day)
DELETE FROM reminder WHERE state > 0 AND on_day < :before;

-- :remind_waiting_count ()
SELECT count(*) FROM reminder WHERE state = 0;

-- :remind_waiting ()
SELECT id, person_id, on_day, mail, name, subject, text, tries, fault, made_at FROM reminder
WHERE state = 0 ORDER BY tries, id;

-- :remind_sent (id int, at int)
UPDATE reminder SET state = 1, tries = tries + 1, fault = '', settled_at = :at WHERE id = :id AND state <> 1;

-- :remind_refused (id int, fault text)
UPDATE reminder SET tries = tries + 1, fault = :fault WHERE id = :id AND state = 0;

-- :remind_chosen (person int)
SELECT p.remind, CASE WHEN p.mail <> '' THEN p.mail ELSE COALESCE(s.mail, '') END
FROM person p LEFT JOIN staff s ON s.org_id = p.org_id AND s.person_id = p.id WHERE p.id = :person;

-- every organisation: a person chooses for all of them
-- :remind_choose (person int, late_only int)
UPDATE person SET remind = :late_only WHERE id = :person;

-- How much waits for each of many, as work_list (work.sql) says it of one: what
-- has no day or one until :until, and how much of that is late.  It begins with
-- what is open and not with the people, most of whom owe nothing; "load" is what
-- belongs to a holder, "means" whom a holder stands for today.
-- nowhere: 1 those of the organisation who have no address; 0 whoever may have
-- work here and is late.
-- :remind_waits (org int, nowhere int, reviewer int, today day, until day, soon day, training day, skip int, most int)
WITH running (id, version, due_on, state, workflow, org_type) AS (
	SELECT s.id, s.version, s.due_on, s.state, p.workflow, p.org_type
	FROM assessment s CROSS JOIN pack p
	WHERE s.org_id = :org AND s.state < 2 AND p.id = s.pack_id
), todo (kind, id, due_on, owner, deputy, completed_by) AS (
	SELECT CASE WHEN n.state < 3 THEN 0 ELSE 1 END, n.id, CASE WHEN n.state < 3 THEN COALESCE(n.due_on, y.due_on)
		ELSE y.due_on END, n.owner_id, n.deputy_id, n.completed_by
	FROM running y CROSS JOIN answer n CROSS JOIN requirement q
	WHERE n.org_id = :org AND n.assessment_id = y.id AND q.id = n.requirement_id
		AND (n.state < 3 OR (n.state = 3 AND y.workflow = 1 AND y.state = 0))
		AND NOT EXISTS (SELECT 1 FROM exemption e WHERE e.version = y.version AND e.number = q.number
			AND (+e.org_id = :org OR +e.org_type = y.org_type) AND e.ended_at IS NULL
			AND (e.from_on IS NULL OR e.from_on <= :today)
			AND (e.until_on IS NULL OR e.until_on >= :today))
), doing (id, due_on, owner, deputy) AS (
	SELECT a.id, a.due_on, a.owner_id, a.deputy_id FROM running y CROSS JOIN action i CROSS JOIN action a
	WHERE i.org_id = :org AND i.assessment_id = y.id AND a.org_id = :org AND a.id = i.id AND a.state = 0
), aged (id, due_on, owner, first, second) AS (
	SELECT e.id, e.review_on, e.owner_id, n.owner_id, n.deputy_id
	FROM running y CROSS JOIN evidence e CROSS JOIN answer n
	WHERE e.org_id = :org AND e.assessment_id = y.id AND e.review_on <= :soon
		AND n.org_id = :org AND n.id = e.answer_id
), load (kind, id, due_on, holder) AS (
	SELECT 0, id, due_on, owner FROM todo WHERE kind = 0
	UNION SELECT 0, id, due_on, deputy FROM todo WHERE kind = 0 AND deputy IS NOT NULL
	UNION SELECT 0, t.id, t.due_on, k.owner_id FROM todo t CROSS JOIN answer_criterion k
		WHERE t.kind = 0 AND k.org_id = :org AND k.answer_id = t.id AND +k.owner_id IS NOT NULL
	UNION SELECT 2, id, due_on, owner FROM doing
	UNION SELECT 2, id, due_on, deputy FROM doing WHERE deputy IS NOT NULL
	UNION SELECT 4, id, due_on, COALESCE(owner, first) FROM aged
	UNION SELECT 4, id, due_on, second FROM aged WHERE owner IS NULL AND second IS NOT NULL
), means (holder, person) AS (
	SELECT h.id, h.person_id FROM (SELECT DISTINCT holder FROM load) l CROSS JOIN holder h
	WHERE h.org_id = :org AND h.id = l.holder AND h.person_id IS NOT NULL
	UNION SELECT h.id, m.person_id
	FROM (SELECT DISTINCT holder FROM load) l CROSS JOIN holder h CROSS JOIN work_group_member m
	WHERE h.org_id = :org AND h.id = l.holder AND m.org_id = :org AND m.group_id = h.group_id
	UNION SELECT h.id, CASE w.who WHEN 0 THEN d.person_id ELSE d.deputy_id END
	FROM (SELECT DISTINCT holder FROM load) l CROSS JOIN holder h CROSS JOIN duty_holding d
	CROSS JOIN (SELECT 0 AS who UNION ALL SELECT 1) w
	WHERE h.org_id = :org AND h.id = l.holder AND d.org_id = :org AND d.duty = h.duty AND d.ended_at IS NULL
		AND d.from_on <= :today AND (d.until_on IS NULL OR d.until_on >= :today)
), waits (person, kind, id, due_on) AS (
	SELECT m.person, l.kind, l.id, l.due_on FROM load l CROSS JOIN means m
	WHERE m.holder = l.holder AND m.person IS NOT NULL
	UNION SELECT g.person_id, 1, t.id, t.due_on FROM role_grant g CROSS JOIN todo t
	WHERE g.person_id IS NOT NULL AND g.org_id IN (:org, 0) AND g.role = :reviewer AND t.kind = 1
		AND (t.completed_by IS NULL OR t.completed_by <> g.person_id)
	UNION ALL SELECT d.person_id, 3, d.id, d.from_on FROM duty t CROSS JOIN duty_holding d
	WHERE t.org_id = :org AND d.org_id = :org AND d.duty = t.code AND d.ended_at IS NULL AND d.person_id IS NOT NULL
		AND d.accepted_at IS NULL AND (d.until_on IS NULL OR d.until_on >= :today)
	UNION ALL SELECT t.person, 5, 0, t.due_on FROM (
		SELECT s.person_id AS person, (SELECT MAX(COALESCE(x.expires_on, '9999-12-31'))
			FROM completion x WHERE x.org_id = :org AND x.staff_id = s.id AND x.course = c.code
				AND x.void = 0 AND x.done_on <= :today
				AND NOT EXISTS (SELECT 1 FROM completion z
					WHERE z.org_id = :org AND z.supersedes = x.id)) AS due_on
		FROM (SELECT i.id AS id FROM staff i WHERE i.org_id = :org AND i.person_id > 0) i
		CROSS JOIN staff s CROSS JOIN person p CROSS JOIN course c
		WHERE s.org_id = :org AND s.id = i.id AND p.id = s.person_id AND p.closed = 0
			AND (:nowhere = 0 OR (s.mail = '' AND p.mail = ''))
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
	) t WHERE t.due_on IS NULL OR t.due_on <= :training
	UNION ALL SELECT s.person_id, 6, p.id, NULL
	FROM (SELECT i.id AS id FROM staff i WHERE i.org_id = :org AND i.person_id > 0) i
	CROSS JOIN staff s CROSS JOIN policy p
	WHERE s.org_id = :org AND s.id = i.id AND (:nowhere = 0 OR s.mail = '')
		AND (s.starts_on IS NULL OR s.starts_on <= :today) AND (s.ends_on IS NULL OR s.ends_on >= :today)
		AND p.org_id = :org AND p.closed = 0
		AND (p.for_all = 1 OR EXISTS (SELECT 1 FROM policy_need n
			WHERE n.org_id = :org AND n.policy_id = p.id AND n.group_id = s.group_id))
		AND NOT EXISTS (SELECT 1 FROM acknowledgement k WHERE k.org_id = :org AND k.policy_id = p.id
			AND k.version = p.version AND k.staff_id = s.id)
)
SELECT count(*) OVER (), p.id, p.user_name, p.name, w.things, w.late, SUM(w.things) OVER (), SUM(w.late) OVER ()
FROM (SELECT person, count(*) AS things, SUM(CASE WHEN due_on < :today OR (kind = 5 AND due_on = :today)
		THEN 1 ELSE 0 END) AS late
	FROM waits WHERE due_on IS NULL OR due_on <= :until GROUP BY person) w
CROSS JOIN person p LEFT JOIN staff s ON s.org_id = :org AND s.person_id = p.id
WHERE p.id = w.person AND p.closed = 0
	AND CASE WHEN :nowhere = 1 THEN p.org_id = :org AND p.mail = '' AND COALESCE(s.mail, '') = ''
	ELSE w.late > 0 AND (p.org_id = :org OR p.id IN (SELECT person_id FROM role_grant
		WHERE org_id = :org AND person_id IS NOT NULL)) END
ORDER BY p.name, p.id LIMIT :most OFFSET :skip;

-- :remind_trouble (org int)
SELECT count(*) OVER (), r.person_id, r.on_day, r.mail, r.name, r.tries, r.fault
FROM reminder r JOIN person p ON p.id = r.person_id
WHERE p.org_id = :org AND r.state = 0 AND r.fault <> '' ORDER BY r.name, r.id;

-- :remind_latest (org int)
SELECT MAX(r.settled_at) FROM reminder r JOIN person p ON p.id = r.person_id
WHERE p.org_id = :org AND r.state = 1;

-- Below somebody, down to the next who can be told themselves.  Whose manager
-- somebody is stands in an index, and the rows are read by its ids: SQLite would
-- rather read all of the staff for each of them.
-- :remind_reports (org int, person int, today day)
WITH RECURSIVE below (id, person, told) AS (
	SELECT s.id, p.id, CASE WHEN p.id IS NOT NULL AND (s.ends_on IS NULL OR s.ends_on >= :today) THEN 1 ELSE 0 END
	FROM staff m CROSS JOIN staff i CROSS JOIN staff s LEFT JOIN person p ON p.id = s.person_id AND p.closed = 0
	WHERE m.org_id = :org AND m.person_id = :person AND i.org_id = :org AND i.manager_id = m.id
		AND s.org_id = :org AND s.id = i.id
	UNION
	SELECT s.id, p.id, CASE WHEN p.id IS NOT NULL AND (s.ends_on IS NULL OR s.ends_on >= :today) THEN 1 ELSE 0 END
	FROM below b CROSS JOIN staff i CROSS JOIN staff s LEFT JOIN person p ON p.id = s.person_id AND p.closed = 0
	WHERE b.told = 0 AND i.org_id = :org AND i.manager_id = b.id AND s.org_id = :org AND s.id = i.id)
SELECT count(*) OVER (), p.id, p.user_name, p.name FROM below b JOIN person p ON p.id = b.person
WHERE p.id <> :person ORDER BY p.name, p.id;
