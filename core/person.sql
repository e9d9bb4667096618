-- :person_insert (id int, user text, name text, mail text, org ref, at int)
INSERT INTO person (id, user_name, name, mail, org_id, closed, added_at)
VALUES (:id, :user, :name, :mail, :org, 0, :at);

-- :person_update (id int, org ref, name text, mail text, closed int)
UPDATE person SET name = :name, mail = :mail, closed = :closed
WHERE id = :id AND org_id IS NOT DISTINCT FROM :org;

-- :person_by_user (user text)
SELECT id, user_name, name, mail, org_id, closed FROM person WHERE user_name = :user;

-- :person_by_id (id int)
SELECT id, user_name, name, mail, org_id, closed FROM person WHERE id = :id;

-- At most so many.
-- :person_count (org int)
SELECT (SELECT count(*) FROM person WHERE org_id = :org)
	+ (SELECT count(*) FROM role_grant WHERE org_id = :org AND person_id IS NOT NULL);

-- :person_list (org int)
SELECT id, user_name, name, mail, org_id, closed FROM person WHERE org_id = :org
UNION ALL
SELECT id, user_name, name, mail, org_id, closed FROM person WHERE org_id IS DISTINCT FROM :org
	AND id IN (SELECT person_id FROM role_grant WHERE org_id = :org AND person_id IS NOT NULL)
ORDER BY 3, 1;

-- :grant_insert (id int, org int, role int, person ref, group_name text, at int)
INSERT INTO role_grant (id, org_id, role, person_id, group_name, granted_at)
VALUES (:id, :org, :role, :person, :group_name, :at);

-- :grant_read (org int, id int)
SELECT role, person_id, group_name FROM role_grant
WHERE org_id = :org AND id = :id;

-- :grant_delete (org int, id int)
DELETE FROM role_grant WHERE org_id = :org AND id = :id;

-- Those of people and those of groups stand in an index each.
-- :grant_count (org int)
SELECT (SELECT count(*) FROM role_grant WHERE org_id = :org AND person_id IS NOT NULL)
	+ (SELECT count(*) FROM role_grant WHERE org_id = :org AND group_name IS NOT NULL);

-- :grant_list (org int)
SELECT g.id, g.org_id, g.role, g.person_id, NULL, p.name
FROM role_grant g CROSS JOIN person p WHERE g.org_id = :org AND g.person_id IS NOT NULL AND p.id = g.person_id
UNION ALL
SELECT g.id, g.org_id, g.role, NULL, g.group_name, g.group_name
FROM role_grant g WHERE g.org_id = :org AND g.group_name IS NOT NULL
ORDER BY 6, 3;

-- every organisation: asked once when somebody signs in
-- :grant_groups ()
SELECT DISTINCT group_name FROM role_grant
WHERE group_name IS NOT NULL ORDER BY group_name LIMIT 1000;

-- The + keeps SQLite from making a list of two and looking for each.
-- :grant_of (person int, org int)
SELECT role FROM role_grant
WHERE person_id = :person AND (+org_id = :org OR +org_id = 0);
