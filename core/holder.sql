-- Whoever belongs here or has a role here, and may sign in: two lists by name,
-- put together as they come.  The index by person has all that is asked for of a
-- holder: +org_id keeps to it.
-- :holder_people (org int)
SELECT h.id, p.id, p.name, p.user_name
FROM person p LEFT JOIN holder h ON +h.org_id = :org AND h.person_id = p.id
WHERE p.org_id = :org AND p.closed = 0
UNION ALL
SELECT h.id, p.id, p.name, p.user_name
FROM person p LEFT JOIN holder h ON +h.org_id = :org AND h.person_id = p.id
WHERE p.org_id IS DISTINCT FROM :org AND p.closed = 0
	AND p.id IN (SELECT person_id FROM role_grant WHERE org_id = :org AND person_id IS NOT NULL)
ORDER BY 3, 2;

-- And whether any of their members may sign in.
-- :holder_groups (org int)
SELECT h.id, g.id, g.name, CASE WHEN EXISTS (SELECT 1 FROM work_group_member m CROSS JOIN person p
	WHERE m.org_id = :org AND m.group_id = g.id AND p.id = m.person_id AND p.closed = 0) THEN 1 ELSE 0 END
FROM work_group g LEFT JOIN holder h ON h.org_id = :org AND h.group_id = g.id
WHERE g.org_id = :org AND g.closed = 0 ORDER BY g.folded;

-- :holder_duties (org int)
SELECT h.id, d.title, d.code
FROM duty d LEFT JOIN holder h ON h.org_id = d.org_id AND h.duty = d.code
WHERE d.org_id = :org AND d.closed = 0 ORDER BY d.folded;

-- The same people by id and name, and no more than that.
-- :holder_people_names (org int)
SELECT p.id, p.name FROM person p WHERE p.org_id = :org AND p.closed = 0
UNION ALL
SELECT p.id, p.name FROM person p
WHERE p.org_id IS DISTINCT FROM :org AND p.closed = 0
	AND p.id IN (SELECT person_id FROM role_grant WHERE org_id = :org AND person_id IS NOT NULL)
ORDER BY 2, 1;

-- Groups with members who may sign in.  The + has the rows read where they lie
-- and put in order after that.
-- :holder_group_names (org int)
SELECT g.name FROM work_group g
WHERE g.org_id = :org AND g.closed = 0 AND EXISTS (SELECT 1 FROM work_group_member m CROSS JOIN person p
	WHERE m.org_id = :org AND m.group_id = g.id AND p.id = m.person_id AND p.closed = 0)
ORDER BY +g.folded;

-- :holder_duty_names (org int)
SELECT title FROM duty WHERE org_id = :org AND closed = 0 ORDER BY folded;

-- At most so many.
-- :holder_count (org int)
SELECT (SELECT count(*) FROM person WHERE org_id = :org)
	+ (SELECT count(*) FROM role_grant WHERE org_id = :org AND person_id IS NOT NULL)
	+ (SELECT count(*) FROM work_group WHERE org_id = :org)
	+ (SELECT count(*) FROM duty WHERE org_id = :org);

-- :holder_read (org int, id int)
SELECT h.id, h.person_id, h.group_id, h.duty, COALESCE(p.name, g.name, d.title)
FROM holder h LEFT JOIN person p ON p.id = h.person_id
LEFT JOIN work_group g ON g.org_id = h.org_id AND g.id = h.group_id
LEFT JOIN duty d ON d.org_id = h.org_id AND d.code = h.duty
WHERE h.org_id = :org AND h.id = :id;

-- :holder_of (org int, person ref, group_id ref, duty text)
SELECT id FROM holder
WHERE org_id = :org AND (person_id = :person OR group_id = :group_id OR duty = :duty);

-- :holder_person (org int, person int)
SELECT id FROM person WHERE id = :person AND (org_id = :org
	OR id IN (SELECT person_id FROM role_grant WHERE org_id = :org AND person_id IS NOT NULL));

-- :holder_insert (org int, id int, person ref, group_id ref, duty text)
INSERT INTO holder (org_id, id, person_id, group_id, duty)
VALUES (:org, :id, :person, :group_id, :duty);

-- every organisation: a person's new name shows wherever they own something.
-- :holder_orgs_count (person int)
SELECT count(*) FROM holder WHERE person_id = :person;

-- :holder_orgs (person int)
SELECT org_id, id FROM holder WHERE person_id = :person;

-- What is published keeps the names of its day.
-- :holder_rename (org int, id int, name text)
UPDATE answer SET owner = :name WHERE org_id = :org AND owner_id = :id
	AND assessment_id IN (SELECT id FROM assessment WHERE org_id = :org AND state <> 2);
