-- :matrix_duties (org int)
SELECT code, title FROM duty WHERE org_id = :org AND closed = 0 ORDER BY folded;
-- :matrix_duty_count (org int)
SELECT count(*) FROM duty WHERE org_id = :org AND closed = 0;

-- :matrix_holdings (org int)
SELECT h.duty, h.person_id, h.deputy_id, h.from_on, h.until_on, h.accepted_at, h.named_at
FROM duty_holding h WHERE h.org_id = :org AND h.duty > '' AND h.ended_at IS NULL;

-- Whoever holds something: all there are, before anybody is read.
-- :matrix_holding (org int, assessment int, waiting int, skip int, most int)
WITH one (id) AS (
	SELECT person_id FROM duty_holding WHERE org_id = :org AND duty > '' AND ended_at IS NULL
		AND (:waiting = 0 OR accepted_at IS NULL)
	UNION SELECT deputy_id FROM duty_holding WHERE org_id = :org AND duty > '' AND ended_at IS NULL
		AND :waiting = 0
	UNION SELECT h.person_id FROM answer a JOIN holder h ON h.org_id = a.org_id AND h.id = a.owner_id
		WHERE a.org_id = :org AND a.assessment_id = :assessment AND :waiting = 0
	UNION SELECT h.person_id FROM answer a JOIN holder h ON h.org_id = a.org_id AND h.id = a.deputy_id
		WHERE a.org_id = :org AND a.assessment_id = :assessment AND :waiting = 0)
SELECT p.id, p.name, p.user_name, p.closed, h.id, s.unit, s.position
FROM (SELECT x.id, x.name, x.user_name, x.closed FROM one JOIN person x ON x.id = one.id
	ORDER BY x.name, x.id LIMIT :most OFFSET :skip) p
LEFT JOIN holder h ON h.org_id = :org AND h.person_id = p.id
LEFT JOIN staff s ON s.org_id = :org AND s.person_id = p.id
ORDER BY p.name, p.id;

-- :matrix_everybody (org int, skip int, most int)
SELECT p.id, p.name, p.user_name, p.closed, h.id, s.unit, s.position
FROM (SELECT x.id, x.name, x.user_name, x.closed FROM person x WHERE x.closed = 0 AND (x.org_id = :org
		OR x.id IN (SELECT person_id FROM role_grant WHERE org_id = :org))
	ORDER BY x.name, x.id LIMIT :most OFFSET :skip) p
LEFT JOIN holder h ON h.org_id = :org AND h.person_id = p.id
LEFT JOIN staff s ON s.org_id = :org AND s.person_id = p.id
ORDER BY p.name, p.id;

-- :matrix_others (org int, assessment int)
SELECT h.id, h.group_id, COALESCE(g.name, d.title)
FROM holder h LEFT JOIN work_group g ON g.org_id = h.org_id AND g.id = h.group_id
LEFT JOIN duty d ON d.org_id = h.org_id AND d.code = h.duty
WHERE h.org_id = :org AND h.person_id IS NULL AND h.id IN (
	SELECT owner_id FROM answer WHERE org_id = :org AND assessment_id = :assessment
	UNION SELECT deputy_id FROM answer WHERE org_id = :org AND assessment_id = :assessment)
ORDER BY COALESCE(g.name, d.title), h.id;
-- At most so many people.
-- :matrix_person_count (org int)
SELECT (SELECT count(*) FROM person WHERE org_id = :org)
	+ (SELECT count(*) FROM role_grant WHERE org_id = :org AND person_id IS NOT NULL)
	+ (SELECT count(*) FROM holder WHERE org_id = :org AND person_id IS NOT NULL)
	+ 2 * (SELECT count(*) FROM duty_holding WHERE org_id = :org AND duty > '' AND ended_at IS NULL);

-- Requirements come by id, as in the set.
-- :matrix_owners (org int, assessment int)
SELECT requirement_id, owner_id, deputy_id FROM answer
WHERE org_id = :org AND assessment_id = :assessment ORDER BY requirement_id;
