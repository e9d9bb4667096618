-- :matrix_duties (org int)
SELECT code, title FROM duty WHERE org_id = :org AND closed = 0 ORDER BY folded;
-- :matrix_duty_count (org int)
SELECT count(*) FROM duty WHERE org_id = :org AND closed = 0;

-- Each duty has one at most that has not ended.
-- :matrix_holdings (org int)
SELECT h.duty, h.person_id, h.deputy_id, h.from_on, h.until_on, h.accepted_at, h.named_at
FROM duty_holding h WHERE h.org_id = :org AND h.duty > '' AND h.ended_at IS NULL;

-- Requirements come by id, as in the set.
-- :matrix_owners (org int, assessment int)
SELECT requirement_id, owner_id, deputy_id FROM answer
WHERE org_id = :org AND assessment_id = :assessment ORDER BY requirement_id;

-- ---- who these are ----
-- A person is a holder in few organisations, and the index by person has all that
-- is asked for: +org_id keeps to it.

-- :matrix_of_holder (org int, holder int)
SELECT p.id, p.name, p.user_name, p.closed, h.id FROM holder h JOIN person p ON p.id = h.person_id
WHERE h.org_id = :org AND h.id = :holder;

-- :matrix_of_person (org int, person int)
SELECT p.id, p.name, p.user_name, p.closed, h.id
FROM person p LEFT JOIN holder h ON +h.org_id = :org AND h.person_id = p.id
WHERE p.id = :person;

-- :matrix_staff (org int, person int)
SELECT unit, position FROM staff WHERE org_id = :org AND person_id = :person;

-- Two lists by name, put together as they come: no more is read than is shown.
-- :matrix_everybody (org int, skip int, most int)
SELECT p.id, p.name, p.user_name, p.closed, h.id FROM (
	SELECT id, name, user_name, closed FROM person WHERE org_id = :org AND closed = 0
	UNION ALL SELECT x.id, x.name, x.user_name, x.closed FROM person x
	WHERE x.closed = 0 AND x.org_id IS DISTINCT FROM :org
		AND x.id IN (SELECT person_id FROM role_grant WHERE org_id = :org AND person_id IS NOT NULL)
	ORDER BY 2, 1 LIMIT :most OFFSET :skip) p
LEFT JOIN holder h ON +h.org_id = :org AND h.person_id = p.id;

-- :matrix_others (org int)
SELECT h.id, h.group_id, COALESCE(g.name, d.title)
FROM holder h LEFT JOIN work_group g ON g.org_id = h.org_id AND g.id = h.group_id
LEFT JOIN duty d ON d.org_id = h.org_id AND d.code = h.duty
WHERE h.org_id = :org AND h.person_id IS NULL ORDER BY COALESCE(g.name, d.title), h.id;
-- :matrix_other_count (org int)
SELECT count(*) FROM holder WHERE org_id = :org AND person_id IS NULL;

-- At most so many people.
-- :matrix_person_count (org int)
SELECT (SELECT count(*) FROM person WHERE org_id = :org)
	+ (SELECT count(*) FROM role_grant WHERE org_id = :org AND person_id IS NOT NULL);
