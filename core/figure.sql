-- Somebody is left out once: by the first exclusion in force that day, else as
-- a starter.  One that was taken back counts on the days before it was; taken
-- back within 24 hours it never counted.
-- :figure_count (org int, course text, for_all int, on_day day, fresh day, after int)
SELECT COALESCE(SUM(CASE WHEN w.why IS NULL THEN 1 ELSE 0 END), 0),
	COALESCE(SUM(CASE WHEN w.why IS NULL AND EXISTS (SELECT 1 FROM completion c
		WHERE c.org_id = :org AND c.staff_id = w.id AND c.course = :course AND c.done_on <= :on_day
		AND (c.expires_on IS NULL OR c.expires_on > :on_day) AND c.void = 0
		AND NOT EXISTS (SELECT 1 FROM completion y WHERE y.org_id = :org AND y.supersedes = c.id))
		THEN 1 ELSE 0 END), 0),
	COALESCE(SUM(CASE WHEN w.why = 0 THEN 1 ELSE 0 END), 0),
	COALESCE(SUM(CASE WHEN w.why = 1 THEN 1 ELSE 0 END), 0),
	COALESCE(SUM(CASE WHEN w.why = 2 THEN 1 ELSE 0 END), 0),
	COALESCE(SUM(CASE WHEN w.why = 3 THEN 1 ELSE 0 END), 0),
	COALESCE(SUM(CASE WHEN w.why = 4 THEN 1 ELSE 0 END), 0)
FROM (SELECT s.id AS id, COALESCE(k.kind, CASE WHEN s.starts_on > :fresh THEN 4 ELSE NULL END) AS why
	FROM staff s
	LEFT JOIN (SELECT e.staff_id AS staff_id, MIN(e.id) AS id FROM exclusion e
		WHERE e.org_id = :org AND (e.course IS NULL OR e.course = :course) AND e.from_on <= :on_day
		AND (e.until_on IS NULL OR e.until_on >= :on_day)
		AND (e.ended_at IS NULL OR (e.ended_at >= :after AND e.ended_at - e.added_at >= 86400000000))
		GROUP BY e.staff_id) x ON x.staff_id = s.id
	LEFT JOIN exclusion k ON k.org_id = :org AND k.id = x.id
	WHERE s.org_id = :org AND (s.starts_on IS NULL OR s.starts_on <= :on_day)
	AND (s.ends_on IS NULL OR s.ends_on >= :on_day)
	AND (:for_all = 1 OR s.group_id IN (SELECT n.group_id FROM course_need n
		WHERE n.org_id = :org AND n.course = :course))) w;

-- The same for one of the staff: 1 or 0 in scope, completed, left out.  The
-- plus keeps the engine at that person's exclusions.
-- :figure_one (org int, course text, for_all int, on_day day, fresh day, after int, staff int)
SELECT COALESCE(SUM(CASE WHEN w.out = 0 THEN 1 ELSE 0 END), 0),
	COALESCE(SUM(CASE WHEN w.out = 0 AND EXISTS (SELECT 1 FROM completion c
		WHERE c.org_id = :org AND c.staff_id = :staff AND c.course = :course AND c.done_on <= :on_day
		AND (c.expires_on IS NULL OR c.expires_on > :on_day) AND c.void = 0
		AND NOT EXISTS (SELECT 1 FROM completion y WHERE y.org_id = :org AND y.supersedes = c.id))
		THEN 1 ELSE 0 END), 0),
	COALESCE(SUM(w.out), 0)
FROM (SELECT CASE WHEN s.starts_on > :fresh OR EXISTS (SELECT 1 FROM exclusion e
		WHERE e.org_id = :org AND e.id IN (SELECT i.id FROM exclusion i WHERE i.org_id = :org AND i.staff_id = :staff)
		AND (e.course IS NULL OR e.course = :course) AND e.from_on <= :on_day
		AND (e.until_on IS NULL OR e.until_on >= :on_day)
		AND (e.ended_at IS NULL OR (e.ended_at >= :after AND e.ended_at - e.added_at >= 86400000000)))
		THEN 1 ELSE 0 END AS out
	FROM staff s
	WHERE s.org_id = :org AND s.id = :staff AND (s.starts_on IS NULL OR s.starts_on <= :on_day)
	AND (s.ends_on IS NULL OR s.ends_on >= :on_day)
	AND (:for_all = 1 OR s.group_id IN (SELECT n.group_id FROM course_need n
		WHERE n.org_id = :org AND n.course = :course))) w;

-- :figure_people (org int, course text, for_all int, on_day day, fresh day, after int, standing int, skip int, most int)
SELECT w.id, w.number, w.first_name, w.last_name, w.unit, w.why, w.reason, w.until_on
FROM (SELECT s.id AS id, s.number AS number, s.first_name AS first_name, s.last_name AS last_name, s.unit AS unit,
		COALESCE(k.kind, CASE WHEN s.starts_on > :fresh THEN 4 ELSE NULL END) AS why, k.reason AS reason,
		(SELECT MAX(COALESCE(c.expires_on, '9999-12-31')) FROM completion c
			WHERE c.org_id = :org AND c.staff_id = s.id AND c.course = :course AND c.done_on <= :on_day
			AND (c.expires_on IS NULL OR c.expires_on > :on_day) AND c.void = 0
			AND NOT EXISTS (SELECT 1 FROM completion y WHERE y.org_id = :org AND y.supersedes = c.id))
			AS until_on
	FROM staff s
	LEFT JOIN (SELECT e.staff_id AS staff_id, MIN(e.id) AS id FROM exclusion e
		WHERE e.org_id = :org AND (e.course IS NULL OR e.course = :course) AND e.from_on <= :on_day
		AND (e.until_on IS NULL OR e.until_on >= :on_day)
		AND (e.ended_at IS NULL OR (e.ended_at >= :after AND e.ended_at - e.added_at >= 86400000000))
		GROUP BY e.staff_id) x ON x.staff_id = s.id
	LEFT JOIN exclusion k ON k.org_id = :org AND k.id = x.id
	WHERE s.org_id = :org AND (s.starts_on IS NULL OR s.starts_on <= :on_day)
	AND (s.ends_on IS NULL OR s.ends_on >= :on_day)
	AND (:for_all = 1 OR s.group_id IN (SELECT n.group_id FROM course_need n
		WHERE n.org_id = :org AND n.course = :course))) w
WHERE :standing < 0
	OR CASE WHEN w.why IS NOT NULL THEN 2 WHEN w.until_on IS NULL THEN 1 ELSE 0 END = :standing
ORDER BY w.last_name, w.first_name, w.id LIMIT :most OFFSET :skip;

-- The rule of a course as counting needs it.
-- :figure_course (org int, course text)
SELECT for_all, grace_days FROM course WHERE org_id = :org AND code = :course;

-- What somebody needs now: the second model counts all of it.
-- :figure_needed (org int, all_of int)
SELECT c.code FROM course c
WHERE c.org_id = :org AND ((:all_of = 1 AND c.closed = 0 AND (c.for_all = 1
	OR EXISTS (SELECT 1 FROM course_need n WHERE n.org_id = :org AND n.course = c.code)))
	OR (:all_of = 0 AND c.code IN (SELECT p.training_course FROM pack p JOIN org o ON o.type = p.org_type
		WHERE o.id = :org)))
ORDER BY c.code;

-- With it whether anything of an assessment counts all the same: a page that
-- knows of none need not ask for the list.
-- :figure_now (org int, course text, assessment int)
SELECT COALESCE(t.model, 0), (SELECT count(*) FROM training_override v
	WHERE v.org_id = :org AND v.assessment_id = :assessment), n.on_day, n.in_scope, n.excluded, n.completed
FROM training_now n LEFT JOIN training_setting t ON t.org_id = n.org_id
WHERE n.org_id = :org AND n.course = :course;

-- :figure_now_days (org int)
SELECT on_day FROM training_now WHERE org_id = :org;

-- :figure_now_rows (org int)
SELECT course, on_day FROM training_now WHERE org_id = :org ORDER BY course;

-- :figure_now_next (org int, after text)
SELECT course, on_day, in_scope, excluded, completed FROM training_now
WHERE org_id = :org AND course > :after ORDER BY course LIMIT 1;

-- A frozen figure with other people behind it than it counts.
-- :frozen_miscounted (org int)
SELECT w.version, w.stage, w.course, w.completed, w.in_scope, w.excluded, w.done, w.scope, w.out
FROM (SELECT a.version AS version, f.stage AS stage, f.course AS course, f.completed AS completed,
	f.in_scope AS in_scope, f.excluded AS excluded,
	(SELECT count(*) FROM training_frozen_staff s WHERE s.org_id = :org AND s.frozen_id = f.id AND s.standing = 0)
		AS done,
	(SELECT count(*) FROM training_frozen_staff s WHERE s.org_id = :org AND s.frozen_id = f.id AND s.standing < 2)
		AS scope,
	(SELECT count(*) FROM training_frozen_staff s WHERE s.org_id = :org AND s.frozen_id = f.id AND s.standing = 2)
		AS out
	FROM training_frozen f JOIN assessment a ON a.org_id = f.org_id AND a.id = f.assessment_id
	WHERE f.org_id = :org) w
WHERE w.completed <> w.done OR w.in_scope <> w.scope OR w.excluded <> w.out LIMIT 1;

-- The second model: all rows of courses that are still asked, if all are of the day.
-- :figure_now_sum (org int, on_day day)
SELECT COUNT(*), COALESCE(SUM(CASE WHEN n.on_day = :on_day THEN 1 ELSE 0 END), 0), COALESCE(SUM(n.in_scope), 0),
	COALESCE(SUM(n.excluded), 0), COALESCE(SUM(n.completed), 0)
FROM training_now n JOIN course c ON c.org_id = n.org_id AND c.code = n.course AND c.closed = 0
WHERE n.org_id = :org;

-- :figure_now_add (org int, course text, in_scope int, excluded int, completed int)
UPDATE training_now SET in_scope = in_scope + :in_scope, excluded = excluded + :excluded,
	completed = completed + :completed
WHERE org_id = :org AND course = :course;

-- :figure_now_clear (org int)
DELETE FROM training_now WHERE org_id = :org;

-- :figure_now_insert (org int, course text, on_day day, in_scope int, excluded int, completed int)
INSERT INTO training_now (org_id, course, on_day, in_scope, excluded, completed)
VALUES (:org, :course, :on_day, :in_scope, :excluded, :completed);

-- :figure_model (org int)
SELECT model FROM training_setting WHERE org_id = :org;

-- :figure_model_set (org int, model int)
INSERT INTO training_setting (org_id, model) VALUES (:org, :model)
ON CONFLICT (org_id) DO UPDATE SET model = excluded.model;

-- :review_insert (org int, id int, kind int, done_on day, who text, findings text, reference text, at int, by_name text)
INSERT INTO training_review (org_id, id, kind, done_on, who, findings, reference, at, by_name)
VALUES (:org, :id, :kind, :done_on, :who, :findings, :reference, :at, :by_name);

-- :review_count (org int)
SELECT count(*) FROM training_review WHERE org_id = :org;

-- :review_list (org int)
SELECT id, kind, done_on, who, findings, reference, at, by_name FROM training_review
WHERE org_id = :org ORDER BY done_on DESC, id DESC;

-- :review_last (org int, on_day day, at int)
SELECT (SELECT MAX(done_on) FROM training_review WHERE org_id = :org AND kind = 0 AND done_on <= :on_day
		AND at <= :at),
	(SELECT MAX(done_on) FROM training_review WHERE org_id = :org AND kind = 1 AND done_on <= :on_day
		AND at <= :at);

-- :override_read (org int, assessment int, requirement int)
SELECT reason, at, by_name FROM training_override
WHERE org_id = :org AND assessment_id = :assessment AND requirement_id = :requirement;

-- :override_list (org int, assessment int)
SELECT requirement_id FROM training_override WHERE org_id = :org AND assessment_id = :assessment;

-- :override_insert (org int, assessment int, requirement int, reason text, at int, by_id int, by_name text)
INSERT INTO training_override (org_id, assessment_id, requirement_id, reason, at, by_id, by_name)
VALUES (:org, :assessment, :requirement, :reason, :at, :by_id, :by_name);

-- :override_delete (org int, assessment int, requirement int)
DELETE FROM training_override
WHERE org_id = :org AND assessment_id = :assessment AND requirement_id = :requirement;

-- :frozen_insert (org int, id int, assessment int, stage int, course text, on_day day, model int, in_scope int, excluded int, completed int, threshold int, rule text, at int)
INSERT INTO training_frozen (org_id, id, assessment_id, stage, course, on_day, model, in_scope, excluded,
	completed, threshold, rule, at)
VALUES (:org, :id, :assessment, :stage, :course, :on_day, :model, :in_scope, :excluded,
	:completed, :threshold, :rule, :at);

-- :frozen_staff_insert (org int, frozen int, staff int, number text, name text, unit text, standing int, why text)
INSERT INTO training_frozen_staff (org_id, frozen_id, staff_id, number, name, unit, standing, why)
VALUES (:org, :frozen, :staff, :number, :name, :unit, :standing, :why);

-- :frozen_count (org int)
SELECT count(*) FROM training_frozen WHERE org_id = :org;

-- :frozen_list (org int, assessment int)
SELECT f.id, f.stage, a.version, f.course, f.on_day, f.model, f.in_scope, f.excluded, f.completed, f.threshold,
	f.rule, f.at
FROM training_frozen f JOIN assessment a ON a.org_id = f.org_id AND a.id = f.assessment_id
WHERE f.org_id = :org AND (:assessment = 0 OR f.assessment_id = :assessment)
ORDER BY f.at DESC, f.id DESC;

-- :frozen_read (org int, id int)
SELECT f.id, f.stage, a.version, f.course, f.on_day, f.model, f.in_scope, f.excluded, f.completed, f.threshold,
	f.rule, f.at
FROM training_frozen f JOIN assessment a ON a.org_id = f.org_id AND a.id = f.assessment_id
WHERE f.org_id = :org AND f.id = :id;

-- :frozen_people (org int, id int, standing int, skip int, most int)
SELECT staff_id, number, name, unit, standing, why FROM training_frozen_staff
WHERE org_id = :org AND frozen_id = :id AND (:standing < 0 OR standing = :standing)
ORDER BY name, staff_id LIMIT :most OFFSET :skip;
