-- :outside_review_count ()
SELECT count(*) FROM org WHERE purpose = 1;

-- Applicants that were published: theirs to review, or everywhere's.
-- :outside_reviews (person int, org int, everywhere int, role int)
SELECT o.id, o.code, o.name, o.type, a.version, e.id, e.number, e.at, COALESCE(f.late, 0), e.percent, e.below, e.grade,
	CASE e.grade WHEN 0 THEN p.grade_0 WHEN 1 THEN p.grade_1 ELSE p.grade_2 END,
	COALESCE(v.outcome, 0), v.grade,
	CASE v.grade WHEN 0 THEN p.grade_0 WHEN 1 THEN p.grade_1 ELSE p.grade_2 END, v.at
FROM org o JOIN edition e ON e.org_id = o.id AND e.id = (SELECT x.id FROM edition x
	JOIN assessment y ON y.org_id = x.org_id AND y.id = x.assessment_id JOIN pack q ON q.id = y.pack_id
	WHERE x.org_id = o.id AND x.stage = 3 ORDER BY q.released_on DESC, y.opened_at DESC, y.id DESC, x.number DESC LIMIT 1)
JOIN assessment a ON a.org_id = o.id AND a.id = e.assessment_id
JOIN pack p ON p.id = a.pack_id
LEFT JOIN publication f ON f.org_id = o.id AND f.assessment_id = a.id
LEFT JOIN edition_review v ON v.org_id = e.org_id AND v.edition_id = e.id AND v.id = (SELECT x.id
	FROM edition_review x WHERE x.org_id = e.org_id AND x.edition_id = e.id ORDER BY x.at DESC, x.id DESC LIMIT 1)
WHERE o.purpose = 1 AND (:everywhere = 1 OR o.id = :org OR EXISTS (SELECT 1 FROM role_grant g
	WHERE g.person_id = :person AND g.role = :role AND (g.org_id = o.id OR g.org_id = 0)))
ORDER BY e.at, o.code;

-- :outside_review (code text, person int, org int, everywhere int, role int)
SELECT o.id, o.code, o.name, o.type FROM org o
WHERE o.code = :code AND o.purpose = 1 AND (:everywhere = 1 OR o.id = :org OR EXISTS (SELECT 1 FROM role_grant g
	WHERE g.person_id = :person AND g.role = :role AND (g.org_id = o.id OR g.org_id = 0)));

-- :outside_word_count (org int, edition int)
SELECT count(*) FROM edition_review WHERE org_id = :org AND edition_id = :edition;

-- :outside_words (org int, edition int)
SELECT v.at, q.name, v.outcome, CASE v.grade WHEN 0 THEN p.grade_0 WHEN 1 THEN p.grade_1 WHEN 2 THEN p.grade_2 END,
	v.reason, v.change_reason
FROM edition_review v JOIN edition e ON e.org_id = v.org_id AND e.id = v.edition_id
JOIN assessment a ON a.org_id = e.org_id AND a.id = e.assessment_id
JOIN pack p ON p.id = a.pack_id JOIN person q ON q.id = v.by_id
WHERE v.org_id = :org AND v.edition_id = :edition ORDER BY v.at DESC, v.id DESC;

-- :outside_provider_count (org int)
SELECT count(*) FROM commission WHERE commissioner_id = :org;

-- :outside_providers (org int)
SELECT o.id, o.code, o.name, o.type, a.version, e.id, e.number, e.at, COALESCE(f.late, 0), e.percent, e.below, e.grade,
	CASE e.grade WHEN 0 THEN p.grade_0 WHEN 1 THEN p.grade_1 ELSE p.grade_2 END,
	COALESCE(v.outcome, 0), v.grade,
	CASE v.grade WHEN 0 THEN p.grade_0 WHEN 1 THEN p.grade_1 ELSE p.grade_2 END, v.at,
	z.version, z.due_on, CASE WHEN z.id = a.id THEN 1 ELSE 0 END,
	CASE WHEN o.purpose = 1 AND e.id IS NOT NULL AND v.id IS NULL THEN 1 ELSE 0 END
FROM commission c JOIN org o ON o.id = c.provider_id
LEFT JOIN assessment z ON z.org_id = o.id AND z.id = (SELECT y.id FROM assessment y
	JOIN pack q ON q.id = y.pack_id
	WHERE y.org_id = o.id ORDER BY q.released_on DESC, y.opened_at DESC, y.id DESC LIMIT 1)
LEFT JOIN edition e ON e.org_id = o.id AND e.id = (SELECT x.id FROM edition x
	JOIN assessment y ON y.org_id = x.org_id AND y.id = x.assessment_id JOIN pack q ON q.id = y.pack_id
	WHERE x.org_id = o.id AND x.stage = 3 ORDER BY q.released_on DESC, y.opened_at DESC, y.id DESC, x.number DESC LIMIT 1)
LEFT JOIN assessment a ON a.org_id = o.id AND a.id = e.assessment_id
LEFT JOIN pack p ON p.id = a.pack_id
LEFT JOIN publication f ON f.org_id = o.id AND f.assessment_id = a.id
LEFT JOIN edition_review v ON v.org_id = e.org_id AND v.edition_id = e.id AND v.id = (SELECT x.id
	FROM edition_review x WHERE x.org_id = e.org_id AND x.edition_id = e.id ORDER BY x.at DESC, x.id DESC LIMIT 1)
WHERE c.commissioner_id = :org ORDER BY o.name, o.code;
