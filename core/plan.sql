-- :action_count (org int, assessment int)
SELECT count(*) FROM action WHERE org_id = :org AND assessment_id = :assessment;

-- :action_list (org int, assessment int)
SELECT a.id, a.requirement_id, q.number, a.title, a.reach, a.owner_id,
	COALESCE(op.name, og.name, od.title, ''), a.deputy_id, COALESCE(dp.name, dg.name, dd.title, ''),
	a.due_on, a.progress, a.state, a.carried_from, a.edition, a.added_at, a.added_by, a.closed_at
FROM action a JOIN requirement q ON q.id = a.requirement_id
LEFT JOIN holder o ON o.org_id = a.org_id AND o.id = a.owner_id
LEFT JOIN person op ON op.id = o.person_id
LEFT JOIN work_group og ON og.org_id = o.org_id AND og.id = o.group_id
LEFT JOIN duty od ON od.org_id = o.org_id AND od.code = o.duty
LEFT JOIN holder d ON d.org_id = a.org_id AND d.id = a.deputy_id
LEFT JOIN person dp ON dp.id = d.person_id
LEFT JOIN work_group dg ON dg.org_id = d.org_id AND dg.id = d.group_id
LEFT JOIN duty dd ON dd.org_id = d.org_id AND dd.code = d.duty
WHERE a.org_id = :org AND a.assessment_id = :assessment
ORDER BY a.requirement_id, a.state, a.due_on, a.id;

-- :action_read (org int, assessment int, id int)
SELECT a.id, a.requirement_id, q.number, a.title, a.reach, a.owner_id,
	COALESCE(op.name, og.name, od.title, ''), a.deputy_id, COALESCE(dp.name, dg.name, dd.title, ''),
	a.due_on, a.progress, a.state, a.carried_from, a.edition, a.added_at, a.added_by, a.closed_at
FROM action a JOIN requirement q ON q.id = a.requirement_id
LEFT JOIN holder o ON o.org_id = a.org_id AND o.id = a.owner_id
LEFT JOIN person op ON op.id = o.person_id
LEFT JOIN work_group og ON og.org_id = o.org_id AND og.id = o.group_id
LEFT JOIN duty od ON od.org_id = o.org_id AND od.code = o.duty
LEFT JOIN holder d ON d.org_id = a.org_id AND d.id = a.deputy_id
LEFT JOIN person dp ON dp.id = d.person_id
LEFT JOIN work_group dg ON dg.org_id = d.org_id AND dg.id = d.group_id
LEFT JOIN duty dd ON dd.org_id = d.org_id AND dd.code = d.duty
WHERE a.org_id = :org AND a.id = :id AND a.assessment_id = :assessment;

-- :action_is_of (org int, id int, person int, today day)
SELECT a.id FROM action a JOIN holder h ON h.org_id = a.org_id AND (h.id = a.owner_id OR h.id = a.deputy_id)
WHERE a.org_id = :org AND a.id = :id AND (h.person_id = :person
	OR EXISTS (SELECT 1 FROM work_group_member m
		WHERE m.org_id = :org AND m.group_id = h.group_id AND m.person_id = :person)
	OR EXISTS (SELECT 1 FROM duty_holding d
		WHERE d.org_id = :org AND d.duty = h.duty AND d.ended_at IS NULL
			AND (d.person_id = :person OR d.deputy_id = :person)
			AND d.from_on <= :today AND (d.until_on IS NULL OR d.until_on >= :today)));

-- :action_requirement (org int, assessment int, requirement int)
SELECT id FROM answer WHERE org_id = :org AND assessment_id = :assessment AND requirement_id = :requirement;

-- :action_holder (org int, id int)
SELECT h.id FROM holder h LEFT JOIN person p ON p.id = h.person_id
LEFT JOIN work_group g ON g.org_id = h.org_id AND g.id = h.group_id
LEFT JOIN duty d ON d.org_id = h.org_id AND d.code = h.duty
WHERE h.org_id = :org AND h.id = :id AND COALESCE(p.closed, g.closed, d.closed) = 0;

-- :action_insert (org int, id int, assessment int, requirement int, title text, reach int, owner int, deputy ref, due_on day, progress int, carried ref, at int, by text)
INSERT INTO action (org_id, id, assessment_id, requirement_id, title, reach, owner_id, deputy_id, due_on,
	progress, state, carried_from, edition, added_at, added_by, closed_at)
VALUES (:org, :id, :assessment, :requirement, :title, :reach, :owner, :deputy, :due_on, :progress, 0,
	:carried, 1, :at, :by, NULL);

-- :action_update (org int, id int, edition int, title text, reach int, owner int, deputy ref, due_on day, state int, closed_at ref)
UPDATE action SET title = :title, reach = :reach, owner_id = :owner, deputy_id = :deputy, due_on = :due_on,
	state = :state, closed_at = :closed_at, edition = edition + 1
WHERE org_id = :org AND id = :id AND edition = :edition AND state = 0;

-- :action_progress (org int, id int, edition int, progress int, state int, closed_at ref)
UPDATE action SET progress = :progress, state = :state, closed_at = :closed_at, edition = edition + 1
WHERE org_id = :org AND id = :id AND edition = :edition AND state = 0;

-- :action_carried (org int, id int)
UPDATE action SET state = 3, edition = edition + 1 WHERE org_id = :org AND id = :id;

-- :action_report_insert (org int, action int, id int, progress int, text text, at int, by text)
INSERT INTO action_report (org_id, action_id, id, progress, text, at, by_name)
VALUES (:org, :action, :id, :progress, :text, :at, :by);

-- :action_reports (org int, id int)
WITH RECURSIVE chain (id, step) AS (
	SELECT id, 0 FROM action WHERE org_id = :org AND id = :id
	UNION ALL
	SELECT a.carried_from, c.step + 1 FROM chain c JOIN action a ON a.org_id = :org AND a.id = c.id
	WHERE a.carried_from IS NOT NULL AND c.step < 20
)
SELECT count(*) OVER (), r.progress, r.text, r.at, COALESCE((SELECT p.name FROM person p WHERE p.user_name = r.by_name), r.by_name)
FROM chain c JOIN action_report r ON r.org_id = :org AND r.action_id = c.id
ORDER BY r.at DESC, r.id DESC;

-- What is accepted of a plan falls with a change to it.
-- :plan_settle (org int, assessment int, requirement int, changed int)
UPDATE answer SET
	plan_state = CASE WHEN plan = '' AND NOT EXISTS (SELECT 1 FROM action a
			WHERE a.org_id = answer.org_id AND a.assessment_id = answer.assessment_id
				AND a.requirement_id = answer.requirement_id AND a.state IN (0, 1)) THEN 0
		WHEN plan_state = 2 AND :changed = 0 THEN 2 ELSE 1 END,
	plan_accepted_at = CASE WHEN :changed = 0 THEN plan_accepted_at ELSE NULL END,
	plan_accepted_by = CASE WHEN :changed = 0 THEN plan_accepted_by ELSE NULL END
WHERE org_id = :org AND assessment_id = :assessment AND requirement_id = :requirement;

-- A batch that has answered it since keeps that acceptance to put it back; it
-- falls there as well.
-- :plan_settle_kept (org int, assessment int, requirement int)
UPDATE batch_answer SET plan_state = 1, plan_accepted_at = NULL, plan_accepted_by = NULL
WHERE org_id = :org AND plan_state = 2 AND answer_id IN (SELECT id FROM answer
	WHERE org_id = :org AND assessment_id = :assessment AND requirement_id = :requirement);

-- :plan_actions (org int, assessment int, requirement int)
SELECT count(*) FROM action WHERE org_id = :org AND id IN (SELECT id FROM action
	WHERE org_id = :org AND assessment_id = :assessment AND requirement_id = :requirement) AND state IN (0, 1);

-- :plan_answers (org int, assessment int)
SELECT requirement_id, id, target_on, plan, owner_id FROM answer
WHERE org_id = :org AND assessment_id = :assessment ORDER BY requirement_id;

-- The first of the senior duties that they hold today and were named for by
-- somebody else: assessors name holders, and may not accept plans.
-- :plan_senior (org int, person int, pack int, today day)
SELECT p.title FROM duty_holding d JOIN pack_duty p ON p.pack_id = :pack AND p.code = d.duty
WHERE d.org_id = :org AND d.person_id = :person AND d.ended_at IS NULL AND d.from_on <= :today
	AND (d.until_on IS NULL OR d.until_on >= :today)
	AND d.named_by <> (SELECT user_name FROM person WHERE id = :person)
ORDER BY p.position LIMIT 1;

-- :plan_sign_insert (org int, id int, assessment int, on_day day, person int, name text, post text, comment text, requirements int, actions int, digest blob, at int)
INSERT INTO plan_signed (org_id, id, assessment_id, on_day, person_id, name, post, comment, requirements,
	actions, digest, at)
VALUES (:org, :id, :assessment, :on_day, :person, :name, :post, :comment, :requirements, :actions, :digest, :at);

-- :plan_signatures (org int, assessment int)
SELECT count(*) OVER (), id, on_day, name, post, comment, requirements, actions, digest, at
FROM plan_signed WHERE org_id = :org AND assessment_id = :assessment ORDER BY at DESC, id DESC;

-- :forecast_days (org int, assessment int)
SELECT requirement_id, due_on FROM answer
WHERE org_id = :org AND assessment_id = :assessment AND due_on IS NOT NULL ORDER BY requirement_id;
