-- :published_search (like text, type text, skip int, most int)
SELECT o.code, o.name, o.type, a.version, e.at, e.number, e.late, e.percent, e.below, e.grade,
	CASE e.grade WHEN 0 THEN p.grade_0 WHEN 1 THEN p.grade_1 ELSE p.grade_2 END
FROM (SELECT id, code, name, type FROM org
	WHERE id > 0 AND (:type = '' OR type = :type) AND (:like = '' OR folded LIKE :like ESCAPE '!')
	ORDER BY name, code LIMIT :most OFFSET :skip) o
LEFT JOIN edition e ON e.org_id = o.id AND e.id = (SELECT x.id FROM edition x
	JOIN assessment y ON y.org_id = x.org_id AND y.id = x.assessment_id JOIN pack q ON q.id = y.pack_id
	WHERE x.org_id = o.id AND x.stage = 3 ORDER BY q.released_on DESC, y.opened_at DESC, y.id DESC, x.number DESC LIMIT 1)
LEFT JOIN assessment a ON a.org_id = o.id AND a.id = e.assessment_id
LEFT JOIN pack p ON p.id = a.pack_id
ORDER BY o.name, o.code;

-- :published_type_count ()
SELECT count(DISTINCT type) FROM org WHERE id > 0;

-- :published_types ()
SELECT o.type, COALESCE((SELECT MAX(p.type_name) FROM pack p WHERE p.org_type = o.type), o.type)
FROM (SELECT DISTINCT type FROM org WHERE id > 0) o ORDER BY 2, 1;

-- :published_stage (code text)
SELECT a.version, e.stage, e.at FROM org o JOIN edition e ON e.org_id = o.id
JOIN assessment a ON a.org_id = e.org_id AND a.id = e.assessment_id JOIN pack p ON p.id = a.pack_id
WHERE o.code = :code AND e.stage < 3 ORDER BY p.released_on DESC, a.opened_at DESC, a.id DESC, e.stage DESC LIMIT 1;
