-- :stood_rows (org int, assessment int, at int)
SELECT count(*) FROM audit a WHERE a.org_id = :org AND a.at <= :at AND a.object IN (
	SELECT n.id FROM answer n WHERE n.org_id = :org AND n.assessment_id = :assessment
	UNION ALL SELECT x.id FROM action x WHERE x.org_id = :org AND x.assessment_id = :assessment
	UNION ALL SELECT s.id FROM assessment s WHERE s.org_id = :org AND s.id = :assessment);

-- :stood_trail (org int, assessment int, at int)
SELECT a.seq, a.at, a.object, a.actor, a.source, a.action, a.detail
FROM audit a WHERE a.org_id = :org AND a.at <= :at AND a.object IN (
	SELECT n.id FROM answer n WHERE n.org_id = :org AND n.assessment_id = :assessment
	UNION ALL SELECT x.id FROM action x WHERE x.org_id = :org AND x.assessment_id = :assessment
	UNION ALL SELECT s.id FROM assessment s WHERE s.org_id = :org AND s.id = :assessment)
ORDER BY a.seq;

-- :stood_exempt (org int, type text, version text, at int, on_day day)
SELECT number FROM exemption
WHERE version = :version AND (+org_id = :org OR +org_type = :type)
AND granted_at <= :at AND (ended_at IS NULL OR ended_at > :at)
AND (from_on IS NULL OR from_on <= :on_day) AND (until_on IS NULL OR until_on >= :on_day);

-- The model by which the figure was judged: the last word on it by then.
-- :stood_model (org int, at int)
SELECT detail FROM audit WHERE org_id = :org AND object = 0 AND action = 'training.model' AND at <= :at
ORDER BY seq DESC LIMIT 1;

-- As figure_count, by what was on record at that instant.
-- :stood_figure (org int, course text, for_all int, on_day day, fresh day, at int)
SELECT COALESCE(SUM(CASE WHEN w.out = 0 THEN 1 ELSE 0 END), 0),
	COALESCE(SUM(CASE WHEN w.out = 0 AND EXISTS (SELECT 1 FROM completion c
		WHERE c.org_id = :org AND c.staff_id = w.id AND c.course = :course AND c.done_on <= :on_day
		AND (c.expires_on IS NULL OR c.expires_on > :on_day) AND c.void = 0 AND c.at <= :at
		AND NOT EXISTS (SELECT 1 FROM completion y WHERE y.org_id = :org AND y.supersedes = c.id
			AND y.at <= :at))
		THEN 1 ELSE 0 END), 0)
FROM (SELECT s.id AS id, CASE WHEN s.starts_on > :fresh OR EXISTS (SELECT 1 FROM exclusion e
		WHERE e.org_id = :org AND e.staff_id = s.id AND (e.course IS NULL OR e.course = :course)
		AND e.from_on <= :on_day AND (e.until_on IS NULL OR e.until_on >= :on_day)
		AND e.added_at <= :at AND (e.ended_at IS NULL OR e.ended_at > :at)) THEN 1 ELSE 0 END AS out
	FROM staff s
	WHERE s.org_id = :org AND s.added_at <= :at AND (s.starts_on IS NULL OR s.starts_on <= :on_day)
	AND (s.ends_on IS NULL OR s.ends_on >= :on_day)
	AND (:for_all = 1 OR s.group_id IN (SELECT n.group_id FROM course_need n
		WHERE n.org_id = :org AND n.course = :course))) w;
