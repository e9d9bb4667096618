-- :then_since (org int)
SELECT at FROM training_since WHERE org_id = :org;

-- The model by which the figure was judged: the last word on it by then.
-- :then_model (org int, at int)
SELECT detail FROM audit WHERE org_id = :org AND object = 0 AND action = 'training.model' AND at <= :at
ORDER BY seq DESC LIMIT 1;

-- A course, or all that somebody needed then, by the rules of that instant:
-- until when those were in force, or 0 for those of now.
-- :then_courses (org int, course text, at int)
SELECT v.code, v.until_at, v.for_all, v.grace_days
FROM (SELECT c.code AS code, COALESCE(w.until_at, 0) AS until_at,
		CASE WHEN w.course IS NULL THEN c.for_all ELSE w.for_all END AS for_all,
		CASE WHEN w.course IS NULL THEN c.grace_days ELSE w.grace_days END AS grace_days,
		CASE WHEN w.course IS NULL THEN c.closed ELSE w.closed END AS closed
	FROM course c LEFT JOIN course_was w ON w.org_id = :org AND w.course = c.code AND w.until_at = (
		SELECT MIN(x.until_at) FROM course_was x WHERE x.org_id = :org AND x.course = c.code AND x.until_at > :at)
	WHERE c.org_id = :org AND (:course = '' OR c.code = :course)) v
WHERE :course <> '' OR (v.closed = 0 AND (v.for_all = 1
	OR (v.until_at = 0 AND EXISTS (SELECT 1 FROM course_need n WHERE n.org_id = :org AND n.course = v.code))
	OR (v.until_at > 0 AND EXISTS (SELECT 1 FROM course_need_was n WHERE n.org_id = :org AND n.course = v.code
		AND n.until_at = v.until_at))))
ORDER BY v.code;

-- As figure_count, by what was on record at that instant.
-- :then_figure (org int, course text, until_at int, for_all int, on_day day, fresh day, at int)
SELECT COALESCE(SUM(CASE WHEN w.out = 0 THEN 1 ELSE 0 END), 0),
	COALESCE(SUM(CASE WHEN w.out = 0 AND EXISTS (SELECT 1 FROM completion c
		WHERE c.org_id = :org AND c.staff_id = w.id AND c.course = :course AND c.done_on <= :on_day
		AND (c.expires_on IS NULL OR c.expires_on > :on_day) AND c.void = 0 AND c.at <= :at
		AND NOT EXISTS (SELECT 1 FROM completion y WHERE y.org_id = :org AND y.supersedes = c.id
			AND y.at <= :at))
		THEN 1 ELSE 0 END), 0),
	COALESCE(SUM(w.out), 0)
FROM (SELECT s.id AS id, CASE WHEN s.starts_on > :fresh OR EXISTS (SELECT 1 FROM exclusion e
		WHERE e.org_id = :org AND e.staff_id = s.id AND (e.course IS NULL OR e.course = :course)
		AND e.from_on <= :on_day AND (e.until_on IS NULL OR e.until_on >= :on_day)
		AND e.added_at <= :at AND (e.ended_at IS NULL OR e.ended_at > :at)) THEN 1 ELSE 0 END AS out
	FROM (SELECT f.id AS id, CASE WHEN p.staff_id IS NULL THEN f.group_id ELSE p.group_id END AS group_id,
			CASE WHEN p.staff_id IS NULL THEN f.starts_on ELSE p.starts_on END AS starts_on,
			CASE WHEN p.staff_id IS NULL THEN f.ends_on ELSE p.ends_on END AS ends_on
		FROM staff f LEFT JOIN staff_was p ON p.org_id = :org AND p.staff_id = f.id AND p.until_at = (
			SELECT MIN(x.until_at) FROM staff_was x WHERE x.org_id = :org AND x.staff_id = f.id
			AND x.until_at > :at)
		WHERE f.org_id = :org AND f.added_at <= :at) s
	WHERE (s.starts_on IS NULL OR s.starts_on <= :on_day) AND (s.ends_on IS NULL OR s.ends_on >= :on_day)
	AND (:for_all = 1 OR s.group_id IN (
		SELECT n.group_id FROM course_need n WHERE n.org_id = :org AND n.course = :course AND :until_at = 0
		UNION ALL SELECT n.group_id FROM course_need_was n WHERE n.org_id = :org AND n.course = :course
			AND n.until_at = :until_at))) w;
