-- :work_group_insert (org int, id int, name text, folded text)
INSERT INTO work_group (org_id, id, name, folded, closed) VALUES (:org, :id, :name, :folded, 0);

-- :work_group_update (org int, id int, name text, folded text, closed int)
UPDATE work_group SET name = :name, folded = :folded, closed = :closed
WHERE org_id = :org AND id = :id;

-- :work_group_duty (org int, folded text)
SELECT code FROM duty WHERE org_id = :org AND folded = :folded;

-- :work_group_count (org int)
SELECT count(*) FROM work_group WHERE org_id = :org;

-- The id 0 stands for all of them.
-- :work_group_list (org int, id int)
SELECT g.id, g.name, g.closed, (SELECT count(*) FROM work_group_member m JOIN person p ON p.id = m.person_id
		WHERE m.org_id = g.org_id AND m.group_id = g.id AND p.closed = 0),
	(SELECT count(*) FROM holder h JOIN open_work w ON w.org_id = h.org_id AND w.owner_id = h.id
		WHERE h.org_id = g.org_id AND h.group_id = g.id)
FROM work_group g WHERE g.org_id = :org AND (:id = 0 OR g.id = :id)
ORDER BY g.closed, g.folded;

-- :work_member_count (org int, id int)
SELECT count(*) FROM work_group_member WHERE org_id = :org AND group_id = :id;

-- :work_member_list (org int, id int)
SELECT p.id, p.name, p.user_name, p.closed FROM work_group_member m JOIN person p ON p.id = m.person_id
WHERE m.org_id = :org AND m.group_id = :id ORDER BY p.name, p.id;

-- :work_member_in (org int, id int, person int)
INSERT INTO work_group_member (org_id, group_id, person_id)
SELECT :org, :id, p.id FROM person p WHERE p.id = :person AND p.closed = 0
	AND (p.org_id = :org OR p.id IN (SELECT person_id FROM role_grant WHERE org_id = :org))
ON CONFLICT (org_id, group_id, person_id) DO NOTHING;

-- :work_member_is (org int, id int, person int)
SELECT person_id FROM work_group_member WHERE org_id = :org AND group_id = :id AND person_id = :person;

-- :work_member_out (org int, id int, person int)
DELETE FROM work_group_member WHERE org_id = :org AND group_id = :id AND person_id = :person;

-- :work_group_holder (org int, id int)
SELECT id FROM holder WHERE org_id = :org AND group_id = :id;
