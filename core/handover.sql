-- :handover_person (org int, person int)
SELECT p.user_name, p.name, p.closed, CASE WHEN p.org_id = :org OR EXISTS (SELECT 1 FROM role_grant g
	WHERE g.org_id = :org AND g.person_id = p.id) THEN 1 ELSE 0 END,
	COALESCE((SELECT h.id FROM holder h WHERE h.org_id = :org AND h.person_id = p.id), 0),
	COALESCE((SELECT s.id FROM staff s WHERE s.org_id = :org AND s.person_id = p.id), 0)
FROM person p WHERE p.id = :person;

-- ---- what somebody holds ----

-- In this organisation, and in all others.
-- A place in a group is left to the others there, where only what would be
-- left without anybody is asked for.
-- CROSS JOIN keeps to the order that is written down, from what is theirs on:
-- SQLite would read the answers of all organisations, as they lie in groups.
-- :held_count (org int, person int, today day, places int)
WITH mine (org_id, id) AS (SELECT org_id, id FROM holder WHERE person_id = :person),
held (org_id) AS (
	SELECT org_id FROM duty_holding WHERE ended_at IS NULL AND person_id = :person
	UNION ALL SELECT org_id FROM duty_holding WHERE ended_at IS NULL AND deputy_id = :person
	UNION ALL SELECT a.org_id FROM mine m CROSS JOIN answer a CROSS JOIN assessment s
		WHERE a.org_id = m.org_id AND a.owner_id = m.id
		AND s.org_id = a.org_id AND s.id = a.assessment_id AND s.state < 2
	UNION ALL SELECT a.org_id FROM mine m CROSS JOIN answer a CROSS JOIN assessment s
		WHERE a.org_id = m.org_id AND a.deputy_id = m.id
		AND s.org_id = a.org_id AND s.id = a.assessment_id AND s.state < 2
	UNION ALL SELECT org_id FROM (SELECT DISTINCT a.org_id AS org_id, a.id AS id
		FROM mine m CROSS JOIN answer_criterion c CROSS JOIN answer a CROSS JOIN assessment s
		WHERE c.org_id = m.org_id AND c.owner_id = m.id AND a.org_id = c.org_id AND a.id = c.answer_id
		AND s.org_id = a.org_id AND s.id = a.assessment_id AND s.state < 2)
	UNION ALL SELECT org_id FROM (SELECT DISTINCT v.org_id AS org_id, v.answer_id AS id
		FROM mine m CROSS JOIN evidence i CROSS JOIN evidence v CROSS JOIN assessment s
		WHERE i.org_id = m.org_id AND i.owner_id = m.id AND v.org_id = i.org_id AND v.id = i.id
		AND s.org_id = v.org_id AND s.id = v.assessment_id AND s.state < 2)
	UNION ALL SELECT x.org_id FROM mine m CROSS JOIN action x
		WHERE x.org_id = m.org_id AND x.owner_id = m.id AND x.state = 0
	UNION ALL SELECT x.org_id FROM mine m CROSS JOIN action x
		WHERE x.org_id = m.org_id AND x.deputy_id = m.id AND x.state = 0
	UNION ALL SELECT g.org_id FROM work_group_member g CROSS JOIN work_group w
		WHERE g.person_id = :person AND w.org_id = g.org_id AND w.id = g.group_id AND w.closed = 0
		AND (:places = 1 OR NOT EXISTS (SELECT 1 FROM work_group_member o CROSS JOIN person p
			WHERE o.org_id = g.org_id AND o.group_id = g.group_id AND o.person_id <> :person
			AND p.id = o.person_id AND p.closed = 0))
	UNION ALL SELECT b.org_id FROM org t CROSS JOIN staff b WHERE b.org_id = t.id AND b.person_id = :person
		AND EXISTS (SELECT 1 FROM staff i CROSS JOIN staff s WHERE i.org_id = b.org_id AND i.manager_id = b.id
			AND s.org_id = i.org_id AND s.id = i.id AND (s.ends_on IS NULL OR s.ends_on >= :today)))
SELECT COALESCE(SUM(CASE WHEN org_id = :org THEN 1 ELSE 0 END), 0),
	COALESCE(SUM(CASE WHEN org_id = :org THEN 0 ELSE 1 END), 0) FROM held;

-- :held_duties (org int, person int)
SELECT h.id, CASE WHEN h.person_id = :person THEN 1 ELSE 0 END,
	CASE WHEN h.deputy_id = :person THEN 1 ELSE 0 END, '', d.title, 1
FROM duty_holding h JOIN duty d ON d.org_id = h.org_id AND d.code = h.duty
WHERE h.org_id = :org AND h.ended_at IS NULL AND (h.person_id = :person OR h.deputy_id = :person)
ORDER BY d.folded;

-- :held_requirements (org int, holder int)
SELECT a.id, CASE WHEN a.owner_id = :holder THEN 1 ELSE 0 END,
	CASE WHEN a.deputy_id = :holder THEN 1 ELSE 0 END, s.version || '-' || r.number, r.title, 1
FROM (SELECT assessment_id, requirement_id FROM answer WHERE org_id = :org AND owner_id = :holder
	UNION SELECT assessment_id, requirement_id FROM answer WHERE org_id = :org AND deputy_id = :holder) i
CROSS JOIN answer a CROSS JOIN assessment s CROSS JOIN requirement r
WHERE a.org_id = :org AND a.assessment_id = i.assessment_id AND a.requirement_id = i.requirement_id
	AND s.org_id = a.org_id AND s.id = a.assessment_id AND s.state < 2 AND r.id = a.requirement_id
ORDER BY s.opened_at, s.id, r.number;

-- :held_criteria (org int, holder int)
SELECT a.id, 1, 0, s.version || '-' || r.number, r.title, count(*)
FROM answer_criterion c CROSS JOIN answer a ON a.org_id = c.org_id AND a.id = c.answer_id
JOIN assessment s ON s.org_id = a.org_id AND s.id = a.assessment_id AND s.state < 2
JOIN requirement r ON r.id = a.requirement_id
WHERE c.org_id = :org AND c.owner_id = :holder
GROUP BY a.id, s.opened_at, s.id, s.version, r.number, r.title ORDER BY s.opened_at, s.id, r.number;

-- :held_evidence (org int, holder int)
SELECT a.id, 1, 0, s.version || '-' || r.number, r.title, count(*)
FROM evidence v CROSS JOIN answer a ON a.org_id = v.org_id AND a.id = v.answer_id
JOIN assessment s ON s.org_id = a.org_id AND s.id = a.assessment_id AND s.state < 2
JOIN requirement r ON r.id = a.requirement_id
WHERE v.org_id = :org AND v.id IN (SELECT id FROM evidence WHERE org_id = :org AND owner_id = :holder)
GROUP BY a.id, s.opened_at, s.id, s.version, r.number, r.title ORDER BY s.opened_at, s.id, r.number;

-- :held_actions (org int, holder int)
SELECT x.id, CASE WHEN x.owner_id = :holder THEN 1 ELSE 0 END,
	CASE WHEN x.deputy_id = :holder THEN 1 ELSE 0 END, s.version || '-' || r.number, x.title, 1
FROM (SELECT id FROM action WHERE org_id = :org AND owner_id = :holder AND state = 0
	UNION SELECT id FROM action WHERE org_id = :org AND deputy_id = :holder AND state = 0) i
CROSS JOIN action x CROSS JOIN assessment s CROSS JOIN requirement r
WHERE x.org_id = :org AND x.id = i.id AND s.org_id = x.org_id AND s.id = x.assessment_id AND r.id = x.requirement_id
ORDER BY s.opened_at, s.id, r.number, x.id;

-- :held_groups (org int, person int)
SELECT g.id, 1, 0, '', g.name, 1
FROM work_group_member m CROSS JOIN work_group g
WHERE m.org_id = :org AND m.person_id = :person AND g.org_id = :org AND g.id = m.group_id AND g.closed = 0
ORDER BY g.folded;

-- :held_staff (org int, person int, today day)
SELECT b.id, 1, 0, '', '', count(*)
FROM staff b CROSS JOIN staff i CROSS JOIN staff s
WHERE b.org_id = :org AND b.person_id = :person AND i.org_id = :org AND i.manager_id = b.id
	AND s.org_id = :org AND s.id = i.id AND (s.ends_on IS NULL OR s.ends_on >= :today) GROUP BY b.id;

-- ---- moving it ----

-- :handover_duty_deputy_move (org int, id int, was int, deputy int)
UPDATE duty_holding SET deputy_id = CASE WHEN person_id = :deputy THEN NULL ELSE :deputy END
WHERE org_id = :org AND id = :id AND ended_at IS NULL AND deputy_id = :was;

-- The plan was accepted with another owner.
-- :handover_answer_owner_move (org int, id int, was int, owner int, name text, at int, by text)
UPDATE answer SET owner_id = :owner, owner = :name,
	deputy_id = CASE WHEN deputy_id = :owner THEN NULL ELSE deputy_id END,
	plan_state = CASE WHEN plan_state = 2 THEN 1 ELSE plan_state END,
	plan_accepted_at = NULL, plan_accepted_by = NULL,
	edition = edition + 1, changed_at = :at, changed_by = :by
WHERE org_id = :org AND id = :id AND owner_id = :was
	AND assessment_id IN (SELECT s.id FROM assessment s WHERE s.org_id = :org AND s.state < 2);

-- :handover_answer_deputy_move (org int, id int, was int, deputy int, at int, by text)
UPDATE answer SET deputy_id = CASE WHEN owner_id = :deputy THEN NULL ELSE :deputy END,
	edition = edition + 1, changed_at = :at, changed_by = :by
WHERE org_id = :org AND id = :id AND deputy_id = :was
	AND assessment_id IN (SELECT s.id FROM assessment s WHERE s.org_id = :org AND s.state < 2);

-- :handover_answer_number_of (org int, id int)
SELECT r.number FROM answer a JOIN requirement r ON r.id = a.requirement_id WHERE a.org_id = :org AND a.id = :id;

-- :handover_criteria_owner_move (org int, answer int, was int, owner int)
UPDATE answer_criterion SET owner_id = :owner WHERE org_id = :org AND answer_id = :answer AND owner_id = :was;

-- :handover_evidence_owner_move (org int, answer int, was int, owner int)
UPDATE evidence SET owner_id = :owner WHERE org_id = :org AND answer_id = :answer AND owner_id = :was;

-- :handover_action_owner_move (org int, id int, was int, owner int)
UPDATE action SET owner_id = :owner, deputy_id = CASE WHEN deputy_id = :owner THEN NULL ELSE deputy_id END,
	edition = edition + 1
WHERE org_id = :org AND id = :id AND owner_id = :was AND state = 0;

-- :handover_action_deputy_move (org int, id int, was int, deputy int)
UPDATE action SET deputy_id = CASE WHEN owner_id = :deputy THEN NULL ELSE :deputy END, edition = edition + 1
WHERE org_id = :org AND id = :id AND deputy_id = :was AND state = 0;

-- :handover_group_member_drop (org int, group_id int, person int)
DELETE FROM work_group_member WHERE org_id = :org AND group_id = :group_id AND person_id = :person;

-- :handover_group_member_keep (org int, group_id int, person int)
INSERT INTO work_group_member (org_id, group_id, person_id) VALUES (:org, :group_id, :person)
ON CONFLICT (org_id, group_id, person_id) DO NOTHING;

-- Whoever takes over does not come to manage themselves.
-- :handover_staff_manager_move (org int, was int, manager int, today day)
UPDATE staff SET manager_id = :manager
WHERE org_id = :org AND manager_id = :was AND id <> :manager AND (ends_on IS NULL OR ends_on >= :today);

-- :handover_staff_manager_rise (org int, id int, was int)
UPDATE staff SET manager_id = (SELECT b.manager_id FROM staff b WHERE b.org_id = :org AND b.id = :was)
WHERE org_id = :org AND id = :id;

-- ---- standing in ----

-- :stand_in_insert (org int, id int, kind int, thing int, person int, to_person int, from_on day, until_on day, at int, by text)
INSERT INTO stand_in (org_id, id, kind, thing, person_id, to_id, was_id, from_on, until_on, state, at, by_name)
VALUES (:org, :id, :kind, :thing, :person, :to_person, NULL, :from_on, :until_on, 0, :at, :by);

-- :stand_in_of (org int, kind int, thing int)
SELECT id, kind, thing, person_id, to_id, was_id, state FROM stand_in
WHERE org_id = :org AND kind = :kind AND thing = :thing AND state < 2;

-- :stand_in_state (org int, id int, state int, was ref)
UPDATE stand_in SET state = :state, was_id = :was WHERE org_id = :org AND id = :id;

-- :stand_in_count (org int, today day)
SELECT count(*) FROM stand_in WHERE org_id = :org
	AND ((state = 0 AND from_on <= :today) OR (state < 2 AND until_on < :today));

-- Those that are over first.
-- :stand_in_due (org int, today day)
SELECT id, kind, thing, person_id, to_id, was_id, state, CASE WHEN until_on < :today THEN 1 ELSE 0 END
FROM stand_in WHERE org_id = :org
	AND ((state = 0 AND from_on <= :today) OR (state < 2 AND until_on < :today))
ORDER BY CASE WHEN until_on < :today THEN 0 ELSE 1 END, from_on, id;

-- :stand_in_list_count (org int, person int)
SELECT count(*) FROM stand_in WHERE org_id = :org AND person_id = :person AND state < 2;

-- :stand_in_list (org int, person int)
SELECT i.id, i.kind, COALESCE(s.version || '-' || r.number, ''), COALESCE(d.title, x.title, r.title), p.name,
	i.from_on, i.until_on, i.state
FROM stand_in i JOIN person p ON p.id = i.to_id
LEFT JOIN duty_holding h ON i.kind = 0 AND h.org_id = i.org_id AND h.id = i.thing
LEFT JOIN duty d ON d.org_id = h.org_id AND d.code = h.duty
LEFT JOIN action x ON i.kind = 6 AND x.org_id = i.org_id AND x.id = i.thing
LEFT JOIN answer a ON i.kind = 2 AND a.org_id = i.org_id AND a.id = i.thing
LEFT JOIN assessment s ON s.org_id = i.org_id AND s.id = COALESCE(x.assessment_id, a.assessment_id)
LEFT JOIN requirement r ON r.id = COALESCE(x.requirement_id, a.requirement_id)
WHERE i.org_id = :org AND i.person_id = :person AND i.state < 2
ORDER BY i.from_on, i.kind, i.id;

-- :handover_duty_deputy_of (org int, id int)
SELECT deputy_id, person_id FROM duty_holding WHERE org_id = :org AND id = :id AND ended_at IS NULL;
-- :handover_answer_deputy_of (org int, id int)
SELECT a.deputy_id, a.owner_id FROM answer a JOIN assessment s ON s.org_id = a.org_id AND s.id = a.assessment_id
WHERE a.org_id = :org AND a.id = :id AND s.state < 2;
-- :handover_action_deputy_of (org int, id int)
SELECT deputy_id, owner_id FROM action WHERE org_id = :org AND id = :id AND state = 0;

-- :handover_duty_deputy_put (org int, id int, deputy ref)
UPDATE duty_holding SET deputy_id = :deputy WHERE org_id = :org AND id = :id AND ended_at IS NULL;
-- :handover_answer_deputy_put (org int, id int, deputy ref)
UPDATE answer SET deputy_id = :deputy, edition = edition + 1 WHERE org_id = :org AND id = :id;
-- :handover_action_deputy_put (org int, id int, deputy ref)
UPDATE action SET deputy_id = :deputy, edition = edition + 1 WHERE org_id = :org AND id = :id AND state = 0;

-- A deputy who may still be one.
-- :stand_in_back_holder (org int, holder int)
SELECT h.id FROM holder h LEFT JOIN person p ON p.id = h.person_id
WHERE h.org_id = :org AND h.id = :holder AND COALESCE(p.closed, 0) = 0;
-- :stand_in_back_person (org int, person int)
SELECT p.id FROM person p WHERE p.id = :person AND p.closed = 0 AND (p.org_id = :org OR EXISTS (SELECT 1
	FROM role_grant g WHERE g.org_id = :org AND g.person_id = p.id));

-- The night's work looks at each in turn.
-- :stand_in_next_org (last int, today day)
SELECT org_id FROM stand_in WHERE org_id > :last
	AND ((state = 0 AND from_on <= :today) OR (state < 2 AND until_on < :today)) ORDER BY org_id LIMIT 1;
