-- :staff_insert (org int, id int, number text, badge text, person ref, first_name text, last_name text, unit text, position text, mail text, folded text, group_id ref, manager ref, starts_on day, ends_on day, missing int, at int)
INSERT INTO staff (org_id, id, number, badge, person_id, first_name, last_name, unit, position, mail,
	folded, group_id, manager_id, starts_on, ends_on, missing, added_at)
VALUES (:org, :id, :number, :badge, :person, :first_name, :last_name, :unit, :position, :mail,
	:folded, :group_id, :manager, :starts_on, :ends_on, :missing, :at);

-- :staff_update (org int, id int, number text, badge text, person ref, first_name text, last_name text, unit text, position text, mail text, folded text, group_id ref, manager ref, starts_on day, ends_on day, missing int)
UPDATE staff SET number = :number, badge = :badge, person_id = :person, first_name = :first_name,
	last_name = :last_name, unit = :unit, position = :position, mail = :mail, folded = :folded, group_id = :group_id,
	manager_id = :manager, starts_on = :starts_on, ends_on = :ends_on, missing = :missing
WHERE org_id = :org AND id = :id;

-- :staff_by_number (org int, number text)
SELECT s.id, s.number, s.badge, s.person_id, s.first_name, s.last_name, s.unit, s.position, s.mail, s.group_id,
	g.name, s.manager_id, s.starts_on, s.ends_on, s.missing
FROM staff s LEFT JOIN staff_group g ON g.org_id = s.org_id AND g.id = s.group_id
WHERE s.org_id = :org AND s.number = :number;

-- A badge first: a number that is somebody else's badge would be a trap.
-- :staff_by_badge (org int, typed text)
SELECT s.id, s.number, s.badge, s.person_id, s.first_name, s.last_name, s.unit, s.position, s.mail, s.group_id,
	g.name, s.manager_id, s.starts_on, s.ends_on, s.missing
FROM staff s LEFT JOIN staff_group g ON g.org_id = s.org_id AND g.id = s.group_id
WHERE s.org_id = :org AND s.badge = :typed;

-- :staff_by_id (org int, id int)
SELECT s.id, s.number, s.badge, s.person_id, s.first_name, s.last_name, s.unit, s.position, s.mail, s.group_id,
	g.name, s.manager_id, s.starts_on, s.ends_on, s.missing
FROM staff s LEFT JOIN staff_group g ON g.org_id = s.org_id AND g.id = s.group_id
WHERE s.org_id = :org AND s.id = :id;

-- :staff_by_person (org int, person int)
SELECT s.id, s.number, s.badge, s.person_id, s.first_name, s.last_name, s.unit, s.position, s.mail, s.group_id,
	g.name, s.manager_id, s.starts_on, s.ends_on, s.missing
FROM staff s LEFT JOIN staff_group g ON g.org_id = s.org_id AND g.id = s.group_id
WHERE s.org_id = :org AND s.person_id = :person;

-- :staff_page (org int, like text, group_id int, skip int, most int)
SELECT s.id, s.number, s.badge, s.person_id, s.first_name, s.last_name, s.unit, s.position, s.mail, s.group_id,
	g.name, s.manager_id, s.starts_on, s.ends_on, s.missing
FROM staff s LEFT JOIN staff_group g ON g.org_id = s.org_id AND g.id = s.group_id
WHERE s.org_id = :org AND (:group_id = 0 OR s.group_id = :group_id)
	AND (:like = '' OR s.folded LIKE :like ESCAPE '!')
ORDER BY s.last_name, s.first_name, s.id LIMIT :most OFFSET :skip;

-- Down the tree go only those whom somebody stands below: most have nobody.
-- Their people are found by the index of managers, which the engine takes for
-- dear as soon as it has to look beside it; so the rows are fetched by id.
-- :staff_below (org int, manager int, today day)
WITH RECURSIVE lead (id) AS (
	SELECT id FROM staff WHERE org_id = :org AND id = :manager
	UNION SELECT s.id FROM lead l JOIN staff s ON s.manager_id = l.id WHERE s.org_id = :org
		AND EXISTS (SELECT 1 FROM staff x WHERE x.org_id = :org AND x.manager_id = s.id))
SELECT s.id, s.number, s.badge, s.person_id, s.first_name, s.last_name, s.unit, s.position, s.mail, s.group_id,
	g.name, s.manager_id, s.starts_on, s.ends_on, s.missing
FROM lead l CROSS JOIN staff m CROSS JOIN staff s LEFT JOIN staff_group g ON g.org_id = s.org_id AND g.id = s.group_id
WHERE m.org_id = :org AND m.manager_id = l.id AND m.id <> :manager AND s.org_id = :org AND s.id = m.id
	AND (s.starts_on IS NULL OR s.starts_on <= :today) AND (s.ends_on IS NULL OR s.ends_on >= :today);

-- Up from one of the staff, to see whether a manager stands above them.
-- :staff_above (org int, staff int, manager int)
WITH RECURSIVE above (id) AS (
	SELECT manager_id FROM staff WHERE org_id = :org AND id = :staff
	UNION SELECT s.manager_id FROM staff s JOIN above a ON s.id = a.id WHERE s.org_id = :org)
SELECT id FROM above WHERE id = :manager;

-- :group_count (org int)
SELECT count(*) FROM staff_group WHERE org_id = :org;

-- :group_list (org int)
SELECT g.id, g.name, (SELECT count(*) FROM staff s WHERE s.org_id = :org AND s.group_id = g.id)
FROM staff_group g WHERE g.org_id = :org ORDER BY g.folded;

-- :group_find (org int, folded text)
SELECT id FROM staff_group WHERE org_id = :org AND folded = :folded;

-- :group_insert (org int, id int, name text, folded text)
INSERT INTO staff_group (org_id, id, name, folded) VALUES (:org, :id, :name, :folded);

-- What the figure goes by, where it will be something else from now on.
-- :staff_was (org int, id int, at int, group_id ref, starts_on day, ends_on day)
INSERT INTO staff_was (org_id, staff_id, until_at, group_id, starts_on, ends_on)
SELECT s.org_id, s.id, :at, s.group_id, s.starts_on, s.ends_on FROM staff s
WHERE s.org_id = :org AND s.id = :id AND (COALESCE(s.group_id, 0) <> COALESCE(:group_id, 0)
	OR COALESCE(s.starts_on, '') <> COALESCE(:starts_on, '') OR COALESCE(s.ends_on, '') <> COALESCE(:ends_on, ''))
AND NOT EXISTS (SELECT 1 FROM staff_was w WHERE w.org_id = :org AND w.staff_id = :id AND w.until_at = :at);
