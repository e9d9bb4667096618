-- :overview_count (version text, today day)
SELECT o.type, COALESCE((SELECT MAX(p.type_name) FROM pack p WHERE p.org_type = o.type), o.type), count(*),
	SUM(CASE WHEN a.id IS NULL THEN 1 ELSE 0 END),
	SUM(CASE WHEN a.id IS NOT NULL AND e.id IS NULL THEN 1 ELSE 0 END),
	SUM(CASE WHEN e.id IS NULL AND COALESCE(a.due_on,
		(SELECT d.due_on FROM assessment d WHERE d.version = :version
			GROUP BY d.due_on ORDER BY count(*) DESC, d.due_on LIMIT 1)) < :today THEN 1 ELSE 0 END),
	SUM(CASE WHEN e.id IS NOT NULL THEN 1 ELSE 0 END),
	SUM(CASE WHEN f.late = 1 THEN 1 ELSE 0 END),
	SUM(CASE WHEN e.percent IS NOT NULL AND e.grade = 0 THEN 1 ELSE 0 END),
	SUM(CASE WHEN e.percent IS NOT NULL AND e.grade = 1 THEN 1 ELSE 0 END),
	SUM(CASE WHEN e.percent IS NOT NULL AND e.grade = 2 THEN 1 ELSE 0 END),
	SUM(CASE WHEN e.id IS NOT NULL AND o.purpose = 1 AND COALESCE((SELECT v.outcome FROM edition_review v
		WHERE v.org_id = e.org_id AND v.edition_id = e.id ORDER BY v.at DESC, v.id DESC LIMIT 1), 2) = 2
		THEN 1 ELSE 0 END)
FROM org o
LEFT JOIN assessment a ON a.org_id = o.id AND a.version = :version
LEFT JOIN publication f ON f.org_id = o.id AND f.assessment_id = a.id
LEFT JOIN edition e ON e.org_id = o.id AND e.assessment_id = a.id AND e.stage = 3 AND e.number = (SELECT MAX(x.number)
	FROM edition x WHERE x.org_id = o.id AND x.assessment_id = a.id AND x.stage = 3)
WHERE o.id > 0 GROUP BY o.type ORDER BY 2, 1;

-- :overview_types ()
SELECT count(DISTINCT type) FROM org WHERE id > 0;

-- part: 0 not started, 1 open, 2 overdue, 3 published late
-- :overview_list (version text, today day, part int, skip int, most int)
SELECT o.id, o.code, o.name, o.type, a.due_on
FROM org o
LEFT JOIN assessment a ON a.org_id = o.id AND a.version = :version
LEFT JOIN publication f ON f.org_id = o.id AND f.assessment_id = a.id
WHERE o.id > 0 AND ((:part = 0 AND a.id IS NULL) OR (:part = 1 AND a.id IS NOT NULL AND f.id IS NULL)
	OR (:part = 2 AND f.id IS NULL AND COALESCE(a.due_on,
		(SELECT d.due_on FROM assessment d WHERE d.version = :version
			GROUP BY d.due_on ORDER BY count(*) DESC, d.due_on LIMIT 1)) < :today)
	OR (:part = 3 AND f.late = 1))
ORDER BY o.name, o.code LIMIT :most OFFSET :skip;
