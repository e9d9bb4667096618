-- Each organisation with its year of the version, to be counted.  A published year
-- is in its last state, and only there its newest edition is looked for.  What that
-- says is one number: 1 if the first was late, 2 if it waits for a review, and the
-- grade in fours, from 4 on.
-- :overview_years (version text)
SELECT o.type, a.due_on, CASE WHEN a.state = 2 THEN (SELECT CASE WHEN e.number = 1 THEN e.late
			ELSE (SELECT f.late FROM publication f WHERE f.org_id = o.id AND f.assessment_id = a.id) END
		+ CASE WHEN o.purpose = 1 AND COALESCE((SELECT v.outcome FROM edition_review v
			WHERE v.org_id = e.org_id AND v.edition_id = e.id ORDER BY v.at DESC, v.id DESC LIMIT 1), 2) = 2
			THEN 2 ELSE 0 END
		+ CASE WHEN e.percent IS NOT NULL THEN 4 + 4 * e.grade ELSE 0 END
	FROM edition e WHERE e.org_id = o.id AND e.assessment_id = a.id AND e.stage = 3
	ORDER BY e.number DESC LIMIT 1) END
FROM org o LEFT JOIN assessment a ON a.org_id = o.id AND a.version = :version
WHERE o.id > 0;

-- :overview_type_name (type text)
SELECT COALESCE(MAX(type_name), :type) FROM pack WHERE org_type = :type;

-- part: 0 not started, 1 open, 2 overdue, 3 published late
-- :overview_list (version text, today day, usual day, part int, skip int, most int)
SELECT o.id, o.code, o.name, o.type, a.due_on
FROM org o
LEFT JOIN assessment a ON a.org_id = o.id AND a.version = :version
WHERE o.id > 0 AND ((:part = 0 AND a.id IS NULL) OR (:part = 1 AND a.state < 2)
	OR (:part = 2 AND COALESCE(a.state, 0) < 2 AND COALESCE(a.due_on, :usual) < :today)
	OR (:part = 3 AND a.state = 2 AND EXISTS (SELECT 1 FROM publication f
		WHERE f.org_id = o.id AND f.assessment_id = a.id AND f.late = 1)))
ORDER BY o.name, o.code LIMIT :most OFFSET :skip;
