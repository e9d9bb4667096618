-- :work_group_insert (org int, id int, name text, folded text)
INSERT INTO work_group (org_id, id, name, folded, closed) VALUES (:org, :id, :name, :folded, 0);

-- :work_group_update (org int, id int, name text, folded text, closed int)
UPDATE work_group SET name = :name, folded = :folded, closed = :closed
WHERE org_id = :org AND id = :id;

-- :work_group_duty (org int, folded text)
SELECT code FROM duty WHERE org_id = :org AND folded = :folded;

-- :work_group_count (org int)
SELECT count(*) FROM work_group WHERE org_id = :org;

-- The id 0 stands for all of them.  What is open is counted only of those that
-- are listed: the view open_work would be made of every organisation.
-- :work_group_list (org int, id int, skip int, most int)
SELECT g.id, g.name, g.closed, (SELECT count(*) FROM work_group_member m CROSS JOIN person p
		WHERE m.org_id = :org AND m.group_id = g.id AND p.id = m.person_id AND p.closed = 0),
	CASE WHEN h.id IS NULL THEN 0 ELSE
		(SELECT count(*) FROM answer n CROSS JOIN assessment s WHERE n.org_id = :org AND n.owner_id = h.id
			AND s.org_id = :org AND s.id = n.assessment_id AND s.state <> 2)
		+ (SELECT count(*) FROM answer_criterion k CROSS JOIN answer n CROSS JOIN assessment s
			WHERE k.org_id = :org AND k.owner_id = h.id AND n.org_id = :org AND n.id = k.answer_id
			AND s.org_id = :org AND s.id = n.assessment_id AND s.state <> 2)
		+ (SELECT count(*) FROM evidence i CROSS JOIN evidence e CROSS JOIN assessment s
			WHERE i.org_id = :org AND i.owner_id = h.id AND e.org_id = :org AND e.id = i.id
			AND s.org_id = :org AND s.id = e.assessment_id AND s.state <> 2)
		+ (SELECT count(*) FROM action a WHERE a.org_id = :org AND a.owner_id = h.id AND a.state = 0)
	END
FROM (SELECT id, name, closed, folded FROM work_group WHERE org_id = :org AND (:id = 0 OR id = :id)
	ORDER BY closed, folded LIMIT :most OFFSET :skip) g
LEFT JOIN holder h ON h.org_id = :org AND h.group_id = g.id ORDER BY g.closed, g.folded;

-- :work_group_named (org int, folded text)
SELECT id FROM work_group WHERE org_id = :org AND folded = :folded;

-- :work_member_count (org int, id int)
SELECT count(*) FROM work_group_member WHERE org_id = :org AND group_id = :id;

-- :work_member_list (org int, id int)
SELECT p.id, p.name, p.user_name, p.closed FROM work_group_member m JOIN person p ON p.id = m.person_id
WHERE m.org_id = :org AND m.group_id = :id ORDER BY p.name, p.id;

-- :work_member_in (org int, id int, person int)
INSERT INTO work_group_member (org_id, group_id, person_id)
SELECT :org, :id, p.id FROM person p WHERE p.id = :person AND p.closed = 0
	AND (p.org_id = :org OR p.id IN (SELECT person_id FROM role_grant WHERE org_id = :org AND person_id IS NOT NULL))
ON CONFLICT (org_id, group_id, person_id) DO NOTHING;

-- :work_member_is (org int, id int, person int)
SELECT person_id FROM work_group_member WHERE org_id = :org AND group_id = :id AND person_id = :person;

-- :work_member_out (org int, id int, person int)
DELETE FROM work_group_member WHERE org_id = :org AND group_id = :id AND person_id = :person;

-- :work_group_holder (org int, id int)
SELECT id FROM holder WHERE org_id = :org AND group_id = :id;
